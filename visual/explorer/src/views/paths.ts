// Paths: how two subjects are connected on the day, the shortest ways first, by which kinds of tie.
import { get } from "../api";
import { fill, h } from "../dom";
import { layered } from "../layout/layered";
import { kindName, tieName } from "../legend";
import { nodePanel } from "../panel/node";
import { button, hint, refButton, section, sourceLine } from "../panel/parts";
import { go, where } from "../place";
import { SearchBox } from "../search";
import type { GraphNode, GraphTie, Holds, Place, SubjectRef } from "../shapes";
import type { Stage, StageActs } from "../stage";
import { word } from "../words/words";
import type { View } from "./view";

interface PathTie {
  tie: string;
  label: string;
  source: string;
  target: string;
  from: string | null;
  to: string | null;
  holds: Holds;
  properties: Record<string, unknown>;
  evidence: Place & { fact: string };
}

interface Paths {
  from: SubjectRef;
  to: SubjectRef;
  paths: { length: number; subjects: SubjectRef[]; ties: PathTie[] }[];
  truncated: boolean;
  hops: number;
}

const KINDS: [string, string[]][] = [
  ["all", []],
  ["ownership", ["SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"]],
  ["office", ["LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "HOLDS_POST_IN"]],
  ["family", ["RELATED_TO"]],
];

export class PathsView implements View, StageActs {
  private stop = new AbortController();
  private answer: Paths | null = null;
  private kinds = "all";
  private most = 5;

  constructor(private readonly stage: Stage) {}

  async open(): Promise<void> {
    this.stage.play(this);
    this.answer = null;
    const { of, to } = where();
    if (of && to) {
      const kinds = KINDS.find(([name]) => name === this.kinds)?.[1] ?? [];
      const asked = new URLSearchParams(kinds.map((kind) => ["kinds", kind]));
      this.answer = await get<Paths>(`/paths${asked.size > 0 ? `?${asked}` : ""}`, { from: of, to, hops: 6, limit: this.most }, this.stop.signal);
    }
    this.draw();
    this.panel();
  }

  private draw(): void {
    const nodes = new Map<string, GraphNode>();
    const ties = new Map<string, GraphTie>();
    const against = new Set<string>();
    for (const path of this.answer?.paths ?? []) {
      path.subjects.forEach((one) => nodes.set(one.id, { id: one.id, shape: "subject", kind: one.kind ?? "", name: one.name, code: one.code ?? null }));
      path.ties.forEach((tie, at) => {
        const made = tieFrom(tie);
        if (tie.source !== path.subjects[at]?.id) against.add(made.id);
        ties.set(made.id, made);
      });
    }
    for (const one of [this.answer?.from, this.answer?.to]) {
      if (one !== undefined && !nodes.has(one.id)) nodes.set(one.id, { id: one.id, shape: "subject", kind: one.kind ?? "", name: one.name });
    }
    const [some, all] = [[...nodes.values()], [...ties.values()]];
    this.stage.board.start(some, all, layered(some, all, "right", against), where().of);
    this.stage.canvas.fit();
    const found = this.answer?.paths.length ?? 0;
    this.stage.say(
      this.answer === null ? word("paths.ask") : found === 0 ? word("paths.none", this.answer.hops) : this.answer.truncated ? word("paths.cut") : "",
    );
  }

  private panel(): void {
    const found = this.answer;
    const pick = (label: string, id: string, part: "of" | "to"): HTMLElement => {
      const box = new SearchBox((one) => go({ [part]: one.id }), label, id);
      return h("div", { class: "picked" }, h("p", { class: "label" }, label), part === "of" && found ? refButton(found.from) : null, part === "to" && found ? refButton(found.to) : null, box.element);
    };
    const kinds = h(
      "select",
      { id: "path-kinds", "aria-label": word("paths.kinds"), onchange: () => { this.kinds = kinds.value; void this.again(); } },
      KINDS.map(([name]) => h("option", { value: name, selected: name === this.kinds }, word(`paths.${name}` as "paths.all"))),
    );
    const most = h(
      "select",
      { id: "path-most", "aria-label": word("paths.most"), onchange: () => { this.most = Number(most.value); void this.again(); } },
      [1, 3, 5, 10, 20].map((count) => h("option", { value: count, selected: count === this.most }, word("paths.count", count))),
    );
    fill(
      this.stage.panel,
      h(
        "div",
        { class: "body" },
        h("h2", {}, word("paths.title")),
        pick(word("paths.from"), "path-from", "of"),
        pick(word("paths.to"), "path-to", "to"),
        h("div", { class: "acts" }, kinds, most),
        found === null ? hint(word("paths.hint")) : null,
        (found?.paths ?? []).map((path, at) =>
          section(
            word("paths.path", at + 1, path.length),
            null,
            at < 3,
            h("ol", { class: "steps" }, path.ties.map((tie, step) => this.step(path.subjects, tie, step))),
            button(word("paths.show"), () => this.stage.canvas.highlight([...path.subjects.map((one) => one.id), ...path.ties.map(idOf)]), { class: "small", "data-path": String(at) }),
          ),
        ),
      ),
    );
  }

  private step(subjects: SubjectRef[], tie: PathTie, at: number): HTMLElement {
    const [one, other] = [subjects[at], subjects[at + 1]];
    const arrow = tie.source === one?.id ? ` —${tieName(tie.tie)}→ ` : ` ←${tieName(tie.tie)}— `;
    return h("li", {}, one?.name ?? "", h("em", {}, arrow), other?.name ?? "", h("span", { class: "dates" }, ` ${kindName(other?.kind)}`), sourceLine(tie.evidence));
  }

  select(id: string): void {
    if (id) nodePanel(this.stage, id, null);
    else this.panel();
  }

  expand(id: string): void {
    go({ view: "explore", of: id, to: "" });
  }

  more(): void {}

  arrange(): void {
    this.draw();
  }

  async again(): Promise<void> {
    this.leave();
    this.stop = new AbortController();
    await this.open();
  }

  leave(): void {
    this.stop.abort();
  }
}

function idOf(tie: PathTie): string {
  return tie.evidence.fact.split(".")[0] ?? tie.evidence.fact;
}

function tieFrom(tie: PathTie): GraphTie {
  const { capital, total, certainty } = tie.properties as { capital?: number; total?: number; certainty?: string };
  return {
    id: idOf(tie), tie: tie.tie, source: tie.source, target: tie.target, from: tie.from, to: tie.to, holds: tie.holds,
    share: capital !== undefined && total ? { capital, total } : null, certainty: certainty ?? null,
    properties: tie.properties, at: tie.evidence,
  };
}
