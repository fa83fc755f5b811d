// Measures, alerts, proposals and findings as a panel lists them; each opens its evidence.
import { h } from "../dom";
import { go } from "../place";
import type { Derived } from "../shapes";
import { either, word, wordOr } from "../words/words";
import { button, period, stateChip } from "./parts";

/** One derived fact: what, state, dates, article, document, and why. */
export function derivedCard(one: Derived, about: string, chosen = false): HTMLElement {
  const text = one.kind === "measure" ? null : h("p", {}, either(one.text, one.text_en));
  return h(
    "article",
    { class: `card ${one.kind}${chosen ? " chosen" : ""}`, "data-derived": one.id },
    h("header", {}, h("strong", {}, titleOf(one)), stateChip(one.state), one.overdue ? h("span", { class: "chip late" }, word("overdue")) : null),
    text,
    one.kind === "measure"
      ? h("p", {}, period(one.start, one.last_day, one.permanent), one.end_reason ? ` · ${wordOr(`reason.${one.end_reason}`, one.end_reason)}` : "")
      : null,
    one.legal_basis ? h("p", { class: "basis" }, one.legal_basis) : null,
    h("p", { class: "source" }, one.trigger?.number ?? ""),
    one.rule === "association"
      ? null
      : button(word("why"), () => go({ view: "why", of: about, to: one.id }), { class: "small", "data-why": one.id }),
  );
}

export function titleOf(one: Derived): string {
  if (one.kind === "measure") return either(one.effect_name, one.effect_name_en);
  if (one.kind === "alert") return word("alert.name");
  if (one.kind === "notice") return word("notice.name");
  return one.title ?? wordOr(`finding.${one.finding}`, one.finding ?? "");
}
