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
import { AskingView } from "./asking";

interface PathTie {
  id: string;
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
  paths: { hops: number; note: string | null; steps: Step[] }[];
  within: { hops: number };
  truncated: boolean;
}

interface Step {
  from: SubjectRef;
  to: SubjectRef;
  ties: PathTie[];
}

const KINDS: [string, string[]][] = [
  ["all", []],
  ["ownership", ["SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"]],
  ["office", ["LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "HOLDS_POST_IN"]],
  ["family", ["RELATED_TO"]],
];

export class PathsView extends AskingView implements StageActs {
  private answer: Paths | null = null;
  private kinds = "all";
  private most = 5;

  constructor(private readonly stage: Stage) {
    super();
  }

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
      for (const step of path.steps) {
        for (const one of [step.from, step.to]) nodes.set(one.id, { id: one.id, shape: "subject", kind: one.kind ?? "", name: one.name, code: one.code ?? null });
        for (const tie of step.ties) {
          if (tie.source !== step.from.id) against.add(tie.id);
          ties.set(tie.id, tieFrom(tie));
        }
      }
    }
    for (const one of [this.answer?.from, this.answer?.to]) {
      if (one !== undefined && !nodes.has(one.id)) nodes.set(one.id, { id: one.id, shape: "subject", kind: one.kind ?? "", name: one.name });
    }
    const [some, all] = [[...nodes.values()], [...ties.values()]];
    this.stage.board.start(some, all, layered(some, all, "right", against), where().of);
    this.stage.canvas.fit();
    const found = this.answer?.paths.length ?? 0;
    this.stage.say(
      this.answer === null ? word("paths.ask") : found === 0 ? word("paths.none", this.answer.within.hops) : this.answer.truncated ? word("paths.cut") : "",
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
            word("paths.path", at + 1, path.hops),
            null,
            at < 3,
            path.note === null ? null : hint(path.note),
            h("ol", { class: "steps" }, path.steps.flatMap((step) => step.ties.map((tie) => this.step(step, tie)))),
            button(word("paths.show"), () => this.stage.canvas.highlight(path.steps.flatMap((step) => [step.from.id, step.to.id, ...step.ties.map((tie) => tie.id)])), { class: "small", "data-path": String(at) }),
          ),
        ),
      ),
    );
  }

  private step(step: Step, tie: PathTie): HTMLElement {
    const arrow = tie.source === step.from.id ? ` —${tieName(tie.tie)}→ ` : ` ←${tieName(tie.tie)}— `;
    return h("li", {}, step.from.name, h("em", {}, arrow), step.to.name, h("span", { class: "dates" }, ` ${kindName(step.to.kind)}`), sourceLine(tie.evidence));
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
}

function tieFrom(tie: PathTie): GraphTie {
  const { capital, total, certainty } = tie.properties as { capital?: number; total?: number; certainty?: string };
  return {
    id: tie.id, tie: tie.tie, source: tie.source, target: tie.target, from: tie.from, to: tie.to, holds: tie.holds,
    share: capital !== undefined && total ? { capital, total } : null, certainty: certainty ?? null,
    properties: tie.properties, at: tie.evidence,
  };
}
