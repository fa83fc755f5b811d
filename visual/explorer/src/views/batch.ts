// Batches: the propagation worked out as a trial or for good, watched while it runs.
import { get, post, type Refused } from "../api";
import { fill, h } from "../dom";
import { hint } from "../panel/parts";
import { word, wordOr } from "../words/words";
import { DocumentView } from "./document";

interface Run {
  id: string;
  state: string;
  done: number;
  total: number;
  dry_run: boolean;
  begun: string;
  ended: string | null;
  summary?: Record<string, number>;
  error?: string | null;
}

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
    fill(
      shown,
      h("h2", {}, `${word(run.dry_run ? "batch.dry" : "batch.real")} · ${wordOr(`run.${run.state}`, run.state)}`),
      h("progress", { max: Math.max(run.total, 1), value: run.done, "aria-label": word("batch.progress") }),
      h("p", {}, word("batch.count", run.done, run.total)),
      run.error ? h("p", { class: "warning", role: "alert" }, run.error) : null,
      run.summary ? h("ul", { class: "rows" }, Object.entries(run.summary).map(([name, count]) => h("li", {}, h("span", { class: "label" }, wordOr(`change.${name}`, name)), h("strong", {}, count)))) : null,
    );
    if (run.state === "running" || run.state === "queued") {
      this.timer = window.setTimeout(() => {
        void get<Run>(`/propagation/runs/${run.id}`, {}, this.stop.signal).then((next) => this.watch(next, shown), () => undefined);
      }, 700);
    }
  }

  override leave(): void {
    clearTimeout(this.timer);
    super.leave();
  }
}
