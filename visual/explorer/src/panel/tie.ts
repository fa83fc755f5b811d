// A tie in the panel: what it says, since when, by which row, and whether it still holds.
import { h } from "../dom";
import { percent } from "../canvas/lettering";
import { tieName } from "../legend";
import { may } from "../session";
import type { GraphNode, GraphTie } from "../shapes";
import { propertyName, word, wordOr } from "../words/words";
import { facts, holdsMark, lastDay, period, refButton, sourceLine } from "./parts";
import { matchForm } from "./match";
import { valueText } from "./values";

export function tiePanel(tie: GraphTie, nodeOf: (id: string) => GraphNode | undefined, choose: (id: string) => void): HTMLElement {
  const end = (id: string): HTMLElement => {
    const node = nodeOf(id);
    return refButton({ id, kind: node?.kind ?? null, name: node?.name ?? id }, () => choose(id));
  };
  const hidden = new Set(["capital", "total", "unit", "band", "certainty", "name", "disclosed"]);
  const others = Object.entries(tie.properties).filter(([name, value]) => !hidden.has(name) && value !== "" && value !== null);
  return h(
    "div",
    { class: "body" },
    h("header", { class: "who" }, h("div", {}, h("h2", {}, tie.label ?? tieName(tie.tie)), holdsMark(tie.holds))),
    h("div", { class: "ends" }, end(tie.source), h("span", { "aria-label": word("tie.to") }, "→"), end(tie.target)),
    facts([
      [word("fact.period"), period(tie.from, lastDay(tie.to))],
      [word("fact.share"), tie.share ? `${percent(tie.share)}（${tie.share.capital} / ${tie.share.total}）` : null],
      [word("fact.certainty"), tie.certainty ? wordOr(`certainty.${tie.certainty}`, tie.certainty) : null],
      ...others.map(([name, value]): [string, string] => [propertyName(name), valueText(name, value)]),
    ]),
    tie.derived ? h("p", { class: "hint" }, word("tie.derived")) : sourceLine(tie.at),
    tie.tie === "MAY_BE" && may("notes") ? matchForm(tie) : null,
  );
}
