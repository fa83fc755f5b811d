// Ownership: holders above what they hold, shares on every tie, who decides and who benefits told apart.
import { get } from "../api";
import { percent } from "../canvas/lettering";
import { fill, h } from "../dom";
import { layered } from "../layout/layered";
import { nodePanel } from "../panel/node";
import { button, facts, heading, hint, refButton, section } from "../panel/parts";
import { go, where } from "../place";
import type { Controller, GraphTie, Ownership, Share } from "../shapes";
import type { Stage, StageActs } from "../stage";
import { word, wordOr } from "../words/words";
import { AskingView } from "./asking";

export class OwnershipView extends AskingView implements StageActs {
  private answer: Ownership | null = null;
  private down = 1;

  constructor(private readonly stage: Stage) {
    super();
  }

  async open(): Promise<void> {
    this.stage.play(this);
    const found = await get<Ownership>(
      `/subjects/${where().of}/structure`,
      { ended: where().ended, down: this.down },
      this.stop.signal,
    );
    this.answer = found;
    const ties = [...found.ties, ...controlTies(found)];
    this.stage.board.start(found.nodes, ties, layered(found.nodes, ties, "down"), found.subject.id);
    this.stage.canvas.fit();
    this.stage.say(
      found.left_out > 0
        ? word("explore.some", found.nodes.length, found.nodes.length + found.left_out)
        : found.nodes.length <= 1
          ? word("ownership.none", where().asOf)
          : "",
    );
    this.select("");
  }

  select(id: string): void {
    if (id && id !== this.stage.board.focus) nodePanel(this.stage, id, null);
    else this.summary();
  }

  expand(id: string): void {
    if (/^[OP]/.test(id)) go({ of: id });
  }

  more(): void {}

  arrange(): void {
    const board = this.stage.board;
    board.arrange(layered([...board.nodes.values()], board.visibleTies(), "down"));
    this.stage.canvas.fit();
  }

  private summary(): void {
    const found = this.answer;
    if (found === null) return;
    const deciding = found.controllers.filter((one) => one.verdict !== "economic");
    const benefiting = found.controllers.filter((one) => one.verdict === "economic");
    const names = new Map(found.nodes.map((node) => [node.id, node]));
    fill(
      this.stage.panel,
      h(
        "div",
        { class: "body" },
        heading(found.subject),
        h(
          "div",
          { class: "acts" },
          button(word("act.explore"), () => go({ view: "explore", of: found.subject.id }), { id: "act-centre" }),
          button(word("ownership.deeper"), () => {
            this.down += 1;
            void this.open();
          }, { id: "act-deeper" }),
        ),
        found.warnings.map((one) =>
          h("p", { class: "warning", role: "alert" }, word("ownership.above", names.get(one.company)?.name ?? one.company, percent(one.share))),
        ),
        found.rings.length > 0
          ? section(
              word("ownership.rings"),
              found.rings.length,
              true,
              found.rings.map((ring) =>
                h("p", { class: "ring" }, "⟲ ", ring.map((id) => names.get(id)?.name ?? id).join(" → ")),
              ),
            )
          : null,
        found.subject.kind === "Person"
          ? null
          : section(
              word("ownership.decides"),
              deciding.length,
              true,
              deciding.length === 0 ? hint(word("ownership.nobody")) : deciding.map((one) => this.controller(one)),
            ),
        found.subject.kind === "Person"
          ? null
          : section(
              word("ownership.benefits"),
              benefiting.length,
              true,
              benefiting.length === 0 ? hint(word("ownership.nobodyBenefits")) : benefiting.map((one) => this.controller(one)),
            ),
        h("p", { class: "source" }, word("ownership.note", where().asOf)),
      ),
    );
  }

  private controller(one: Controller): HTMLElement {
    const way = (): void => {
      const ids = one.evidence.flatMap((item) => [item.fact.split(".")[0] ?? "", item.from.id, item.to.id]);
      this.stage.canvas.highlight([...ids, one.subject.id, `control.${one.subject.id}`]);
    };
    return h(
      "article",
      { class: "card controller" },
      h(
        "header",
        {},
        refButton(one.subject, () => this.stage.choose(one.subject.id)),
        h("span", { class: "chip" }, word(`verdict.${one.verdict}`)),
        h("span", { class: `chip ${one.certainty === "certain" ? "" : "doubt"}` }, wordOr(`certainty.${one.certainty}`, one.certainty)),
        one.ultimate ? h("span", { class: "chip" }, word("ownership.ultimate")) : null,
      ),
      facts([
        [one.verdict === "economic" ? word("ownership.economic") : word("ownership.votes"), one.share ? shareText(one.share) : null],
        [word("ownership.formula"), one.formula],
        [word("ownership.words"), one.words],
        [word("ownership.labels"), one.labels.map((label) => label.title).join("；")],
      ]),
      one.evidence.length > 0 ? button(word("ownership.way"), way, { class: "small" }) : null,
    );
  }
}

export function shareText(share: Share): string {
  const one = (value: number): string => percent({ capital: value, total: share.total });
  return share.low === share.high ? one(share.low) : `${one(share.low)} – ${one(share.high)}`;
}

/** Who decides, as ties worked out and drawn as such; not where one direct holding says the same. */
function controlTies(found: Ownership): GraphTie[] {
  const known = new Set(found.nodes.map((node) => node.id));
  return found.controllers
    .filter((one) => one.verdict !== "economic" && known.has(one.subject.id) && one.subject.id !== found.subject.id)
    .map((one) => ({
      id: `control.${one.subject.id}`,
      tie: "CONTROLS",
      source: one.subject.id,
      target: found.subject.id,
      from: null,
      to: null,
      holds: "yes" as const,
      share: null,
      certainty: one.certainty,
      properties: {},
      at: { document: "", line: 0, recorded: "" },
      derived: true,
      label: `${word(`verdict.${one.verdict}`)}${one.share ? ` ${shareText(one.share)}` : ""}`,
    }));
}
