// Why: from the document to whom it reaches, left to right, with rule, article, dates and rows; and why not.
import { all, clocks, get, post } from "../api";
import { fill, h } from "../dom";
import { layered } from "../layout/layered";
import { derivedCard, titleOf } from "../panel/derived";
import { nodePanel } from "../panel/node";
import { button, facts, heading, hint, period, refButton, section, sourceLine, stateChip } from "../panel/parts";
import { go, where } from "../place";
import { may } from "../session";
import type { Derived, Graph, GraphNode, GraphTie, Step } from "../shapes";
import type { Stage, StageActs } from "../stage";
import { either, word, wordOr } from "../words/words";
import { kindName } from "../legend";
import { AskingView } from "./asking";
import { whyNotSection } from "./why_not";

interface Drawn {
  nodes: Map<string, GraphNode>;
  ties: Map<string, GraphTie>;
  against: Set<string>;
}

export class WhyView extends AskingView implements StageActs {
  private found: Derived[] = [];
  private drawn: Drawn = { nodes: new Map(), ties: new Map(), against: new Set() };

  constructor(private readonly stage: Stage) {
    super();
  }

  async open(): Promise<void> {
    this.stage.play(this);
    this.found = await this.derived();
    this.drawn = drawn(this.found);
    await this.name();
    const nodes = [...this.drawn.nodes.values()];
    const ties = [...this.drawn.ties.values()];
    this.stage.board.start(nodes, ties, layered(nodes, ties, "right", this.drawn.against), where().of);
    this.stage.canvas.fit();
    this.stage.say(this.found.length === 0 ? word("why.none", where().asOf) : "");
    await this.ask(where().to);
  }

  /** Everything in force or ended that reaches the subject, or follows from the document. */
  private async derived(): Promise<Derived[]> {
    const id = where().of;
    const asked = id.startsWith("R") ? { record: id } : { subject: id };
    const lists = ["/measures", "/alerts", ...(may("proposals") ? ["/proposals"] : [])];
    const found = await Promise.all(lists.map((list) => all<Derived>(list, asked, 400, this.stop.signal)));
    return found.flat().filter((one) => (one.path ?? []).length > 0 || one.kind === "measure");
  }

  /** Kinds of those whom the paths only name, and what else the documents of the picture say of them. */
  private async name(): Promise<void> {
    const ids = [...this.drawn.nodes.values()].filter((node) => node.shape !== "product").map((node) => node.id);
    if (ids.length === 0) return;
    const { nodes, ties } = await amongThese(ids, this.stop.signal);
    for (const node of nodes) this.drawn.nodes.set(node.id, node);
    for (const tie of ties) {
      const said = tie.source.startsWith("R") && tie.tie !== "DECIDED_BY" && tie.tie !== "IDENTIFIES";
      if (said && !this.drawn.ties.has(tie.id)) this.drawn.ties.set(tie.id, tie);
    }
  }

  select(id: string): void {
    const one = this.found.find((derived) => derived.id === id);
    if (one !== undefined) {
      go({ to: id }, { quiet: true });
      void this.ask(id);
    } else if (id) nodePanel(this.stage, id, null);
    else void this.ask("");
  }

  expand(id: string): void {
    if (/^[OPR]/.test(id)) go({ view: "explore", of: id, to: "" });
  }

  more(): void {}

  arrange(): void {
    const board = this.stage.board;
    board.arrange(layered([...board.nodes.values()], board.visibleTies(), "right", this.drawn.against));
    this.stage.canvas.fit();
  }

  /** Show one result's evidence and its way through the picture; none: the list of all. */
  private async ask(id: string): Promise<void> {
    const known = this.found.find((one) => one.id === id);
    if (!id) {
      this.stage.canvas.highlight([]);
      this.list();
      return;
    }
    try {
      const answer = await get<Derived>(`/derived/${id}/why`, {}, this.stop.signal);
      this.stage.canvas.highlight(wayOf(known ?? answer));
      this.evidence(answer);
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
      this.list();
      this.stage.say((error as Error).message);
    }
  }

  private list(): void {
    const middle = this.stage.board.nodes.get(where().of);
    const groups: [string, Derived[]][] = [
      [word("section.measures"), this.found.filter((one) => one.kind === "measure" && one.state !== "proposed")],
      [word("section.proposals"), this.found.filter((one) => one.state === "proposed")],
      [word("section.alerts"), this.found.filter((one) => one.kind === "alert")],
    ];
    fill(
      this.stage.panel,
      h(
        "div",
        { class: "body" },
        middle ? heading(middle) : h("h2", {}, word("why.title")),
        this.found.length === 0 ? hint(word("why.noneHint")) : hint(word("why.choose")),
        groups.filter(([, list]) => list.length > 0).map(([title, list]) => section(title, list.length, true, list.map((one) => derivedCard(one, where().of)))),
        may("whyNot") ? whyNotSection(this.stage, this.found) : null,
      ),
    );
  }

  private evidence(one: Derived): void {
    const opening = one.kind === "alert" ? h("p", { class: "warning" }, word("alert.opening")) : null;
    fill(
      this.stage.panel,
      h(
        "div",
        { class: "body", id: "evidence" },
        button(word("why.all"), () => go({ to: "" }), { class: "small", id: "why-all" }),
        h("header", { class: "who" }, h("div", {}, h("h2", {}, titleOf(one)), stateChip(one.state))),
        opening,
        h("p", {}, either(one.explanation ?? one.text, one.explanation_en ?? one.text_en)),
        facts([
          [word("fact.subject"), refButton(one.subject)],
          [word("fact.period"), one.kind === "measure" ? period(one.start, one.last_day, one.permanent) : null],
          [word("fact.ended"), one.end_reason ? wordOr(`reason.${one.end_reason}`, one.end_reason) : null],
          [word("fact.basis"), one.legal_basis ?? null],
          [word("fact.rule"), one.rule ? `${one.rule_title ?? ""} ${one.rule}` : null],
          [word("fact.version"), one.rule_version ?? null],
          [word("fact.verification"), one.verification ? wordOr(`verification.${one.verification}`, one.verification) : null],
          [word("fact.origin"), one.origin ? wordOr(`origin.${one.origin}`, one.origin) : null],
          [word("fact.reference"), one.reference_date ?? null],
          [word("fact.authority"), one.deciding_authority?.join("、") ?? null],
          [word("fact.removal"), one.removal_route ?? null],
          [word("fact.next"), one.next_step ?? null],
          [word("fact.strength"), one.strength ? `${one.strength.low} – ${one.strength.high}` : null],
          [word("fact.expires"), one.expires ?? null],
        ]),
        section(
          word("why.path"),
          one.path?.length ?? 0,
          true,
          h("ol", { class: "steps" }, (one.path ?? []).map((step) => h("li", {}, stepText(step), sourceLine(step)))),
        ),
        one.life && one.life.length > 0
          ? section(
              word("why.life"),
              one.life.length,
              true,
              h("ol", { class: "steps" }, one.life.map((step) => h("li", {}, h("strong", {}, step.day ?? word("period.unknown")), " ", either(step.text, step.text_en), sourceLine(step)))),
            )
          : null,
        section(
          word("why.premises"),
          one.premises?.length ?? 0,
          false,
          h("ul", { class: "rows" }, (one.premises ?? []).map((item) => h("li", {}, h("span", { class: "label" }, kindName(item.kind)), " ", item.name, sourceLine(item)))),
        ),
      ),
    );
  }
}

function amongThese(ids: string[], signal: AbortSignal): Promise<Graph> {
  return post<Graph>("/surroundings/among", { ids: ids.slice(0, 300), ...clocks() }, signal);
}

function stepText(step: Step): Node[] {
  const arrow = step.against ? `←${step.label}—` : `—${step.label}→`;
  return [h("span", {}, step.from.name, h("em", {}, ` ${arrow} `), step.to.name, step.valid ? h("span", { class: "dates" }, ` ${step.valid}`) : "")];
}

/** The nodes and ties that one result's path runs through, the result itself at its end. */
function wayOf(one: Derived): string[] {
  const ids = [one.id, `result.${one.id}`, one.subject.id, one.trigger?.id ?? ""];
  for (const step of one.path ?? []) ids.push(step.from.id, step.to.id, tieOf(step));
  return ids;
}

function tieOf(step: Step): string {
  return step.fact.split(".")[0] ?? step.fact;
}

/** All paths together: documents, those they lead through, and at each end what came out. */
function drawn(found: Derived[]): Drawn {
  const nodes = new Map<string, GraphNode>();
  const ties = new Map<string, GraphTie>();
  const against = new Set<string>();
  const put = (id: string, name: string): void => {
    if (!nodes.has(id)) nodes.set(id, { id, shape: id.startsWith("R") ? "record" : "subject", kind: "", name });
  };
  for (const one of found.slice(0, 60)) {
    if (one.trigger) {
      nodes.set(one.trigger.id, { id: one.trigger.id, shape: "record", kind: one.trigger.kind, name: one.trigger.number });
    }
    for (const step of one.path ?? []) {
      put(step.from.id, step.from.name);
      put(step.to.id, step.to.name);
      const [source, target] = step.against ? [step.to.id, step.from.id] : [step.from.id, step.to.id];
      const id = tieOf(step);
      if (step.against) against.add(id);
      ties.set(id, {
        id, tie: step.tie, source, target, from: null, to: null, holds: "yes", share: null, certainty: null,
        properties: step.valid ? { valid: step.valid } : {}, at: step, label: step.label,
      });
    }
    put(one.subject.id, one.subject.name);
    const subject = nodes.get(one.subject.id);
    if (subject && one.subject.kind) subject.kind = one.subject.kind;
    const kind = one.kind === "alert" ? "Alert" : one.state === "proposed" ? "Proposal" : "Measure";
    nodes.set(one.id, { id: one.id, shape: "product", kind, name: titleOf(one), note: one.legal_basis ?? "", state: one.state === "ended" ? "annulled" : one.state });
    ties.set(`result.${one.id}`, {
      id: `result.${one.id}`, tie: "RESULTS", source: one.subject.id, target: one.id, from: one.start ?? null, to: one.end ?? null,
      holds: one.state === "ended" ? "no" : "yes", share: null, certainty: null, properties: {},
      at: { document: "", line: 0, recorded: "" }, derived: true,
    });
  }
  return { nodes, ties, against };
}
