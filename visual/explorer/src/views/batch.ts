// Batches: the propagation worked out as a trial or for good, watched while it runs.
import { get, post, type Refused } from "../api";
import { fill, h } from "../dom";
import { button, hint } from "../panel/parts";
import { word, wordOr } from "../words/words";
import { DocumentView } from "./document";
import { table } from "./overview";

interface Run {
  id: string;
  state: string;
  dry_run: boolean;
  progress: { stage: string; done: number; total: number | null } | null;
  result: { records: number; unchanged: number; changes: Changed[] } | null;
  problem: string | null;
  cancelling: boolean;
  resumable: boolean;
}

interface Changed {
  family: string;
  rule: string;
  place: string;
  begin: number;
  change: number;
  end: number;
}

const UNDER_WAY = ["waiting", "running"];

export class BatchView extends DocumentView {
  private timer = 0;

  protected async draw(): Promise<void> {
    const shown = h("section", { id: "run", "aria-live": "polite" });
    const start = (dry: boolean): void => {
      void post<Run>("/propagation/runs", { dry_run: dry }).then(
        (run) => this.watch(run, shown),
        (error: Refused) => fill(shown, h("p", { class: "warning", role: "alert" }, error.detail)),
      );
    };
    fill(
      this.element,
      h("h1", {}, word("batch.title")),
      hint(word("batch.hint")),
      h(
        "div",
        { class: "acts" },
        h("button", { type: "button", id: "run-dry", onclick: () => start(true) }, word("batch.dry")),
        h("button", { type: "button", class: "main", id: "run-real", onclick: () => start(false) }, word("batch.real")),
      ),
      shown,
    );
  }

  private watch(run: Run, shown: HTMLElement): void {
    clearTimeout(this.timer);
    const { done, total } = run.progress ?? { done: 0, total: null };
    const underWay = UNDER_WAY.includes(run.state);
    fill(
      shown,
      h("h2", {}, `${word(run.dry_run ? "batch.dry" : "batch.real")} · ${wordOr(`run.${run.state}`, run.state)}`),
      h("progress", { max: Math.max(total ?? 1, 1), value: run.state === "done" ? Math.max(total ?? 1, 1) : done, "aria-label": word("batch.progress") }),
      run.progress ? h("p", {}, `${run.progress.stage} `, word("batch.count", done, total ?? "—")) : null,
      run.problem ? h("p", { class: "warning", role: "alert" }, run.problem) : null,
      underWay ? button(word("batch.cancel"), () => this.ask(run, "cancellation", shown), { class: "small", id: "run-cancel", disabled: run.cancelling }) : null,
      run.resumable ? button(word("batch.resume"), () => this.ask(run, "resumption", shown), { class: "small", id: "run-resume" }) : null,
      ...(run.result ? this.result(run.result) : []),
    );
    if (underWay) {
      this.timer = window.setTimeout(() => {
        void get<Run>(`/propagation/runs/${run.id}`, {}, this.stop.signal).then((next) => this.watch(next, shown), () => undefined);
      }, 700);
    }
  }

  private ask(run: Run, what: "cancellation" | "resumption", shown: HTMLElement): void {
    void post<Run>(`/propagation/runs/${run.id}/${what}`, {}).then(
      (next) => this.watch(next, shown),
      (error: Refused) => shown.append(h("p", { class: "warning", role: "alert" }, error.detail)),
    );
  }

  private result(result: { records: number; unchanged: number; changes: Changed[] }): HTMLElement[] {
    const totals = new Map<string, number>();
    for (const one of result.changes) {
      for (const what of ["begin", "change", "end"] as const) {
        if (one[what] > 0) totals.set(`${one.family}.${what}`, (totals.get(`${one.family}.${what}`) ?? 0) + one[what]);
      }
    }
    const counts: [string, number][] = [["records", result.records], ["unchanged", result.unchanged], ...totals];
    return [
      h("ul", { class: "rows" }, counts.map(([name, count]) => h("li", {}, h("span", { class: "label" }, wordOr(`change.${name}`, name)), h("strong", {}, count)))),
      result.changes.length === 0
        ? hint(word("batch.nothing"))
        : table(
            [word("batch.rule"), word("batch.place"), word("batch.begin"), word("batch.change"), word("batch.end")],
            result.changes.map((one) => [one.rule, one.place || "—", String(one.begin), String(one.change), String(one.end)]),
          ),
    ];
  }

  override leave(): void {
    clearTimeout(this.timer);
    super.leave();
  }
}
