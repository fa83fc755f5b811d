// Pieces that every panel is made of: sections, rows of facts, dates, sources, states.
import { h } from "../dom";
import { sign } from "../legend_box";
import { kindName } from "../legend";
import { go } from "../place";
import type { Holds, Place, SubjectRef } from "../shapes";
import { word, wordOr } from "../words/words";

type Child = Node | string | null | false | Child[];

/** A section that opens and closes; nothing where it has nothing. */
export function section(title: string, count: number | null, open: boolean, ...children: Child[]): HTMLElement {
  return h(
    "details",
    { open },
    h("summary", {}, h("h3", {}, title), count !== null ? h("span", { class: "tally" }, count) : null),
    ...children,
  );
}

export function facts(rows: [string, Child][]): HTMLElement {
  return h(
    "dl",
    {},
    rows.filter(([, value]) => value !== null && value !== "" && value !== false).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

export function period(from: string | null | undefined, to: string | null | undefined, permanent = false): string {
  return `${from ?? word("period.unknown")} — ${permanent ? word("period.permanent") : (to ?? word("period.open"))}`;
}

/** The last day before an end: what people say, where data has the first day after. */
export function lastDay(end: string | null): string | null {
  if (end === null) return null;
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

export function holdsMark(holds: Holds): HTMLElement | null {
  if (holds === "yes") return null;
  return h("span", { class: `chip ${holds === "no" ? "over" : "doubt"}` }, word(`holds.mark.${holds}`));
}

export function stateChip(state: string): HTMLElement {
  return h("span", { class: `chip state-${state}` }, wordOr(`state.${state}`, state));
}

/** Where a fact stands: file, line, and since when it is known. */
export function sourceLine(at: Place): HTMLElement {
  const file = at.file ? word("place.line", at.file, at.line) : at.line ? word("place.lineOnly", at.line) : word("place.settled");
  return h("p", { class: "source" }, file, " · ", word("place.known", at.recorded.slice(0, 10)));
}

/** A subject or record one can go to. */
export function refButton(ref: { id: string; kind?: string | null; name: string }, act?: () => void): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "ref",
      "data-id": ref.id,
      title: ref.name,
      onclick: act ?? (() => go({ view: "explore", of: ref.id, to: "" })),
    },
    ref.kind ? sign(ref.kind) : null,
    h("span", {}, ref.name || word("unnamed")),
  );
}

export function heading(ref: SubjectRef & { mask?: string | null }, ...more: Child[]): HTMLElement {
  return h(
    "header",
    { class: "who" },
    ref.kind ? sign(ref.kind) : null,
    h("div", {}, h("h2", {}, ref.name || word("unnamed")), h("p", { class: "kind" }, kindName(ref.kind), ref.code ? h("code", {}, ref.code) : null, ref.mask ? h("code", {}, ref.mask) : null), ...more),
  );
}

export function hint(text: string): HTMLElement {
  return h("p", { class: "hint" }, text);
}

export function button(text: string, act: () => void, attributes: Record<string, string | boolean | null> = {}): HTMLElement {
  return h("button", { type: "button", onclick: act, ...attributes }, text);
}
