// A document in the panel: number, date, what has become of it, everything it says, and what follows from it.
import { all, get } from "../api";
import { fill, h } from "../dom";
import { kindName, tieName } from "../legend";
import { go } from "../place";
import type { Derived, GraphNode, Place, SubjectRef } from "../shapes";
import { propertyName, word } from "../words/words";
import { derivedCard } from "./derived";
import { button, facts, heading, hint, refButton, section, sourceLine, stateChip } from "./parts";
import { valueText } from "./values";

export interface RecordAnswer {
  id: string;
  kind: string;
  number: string;
  date: string | null;
  state: string;
  properties: Record<string, unknown>;
  parties: { tie: string; direction: "in" | "out"; other: SubjectRef }[];
  at: Place;
}

export function recordPanel(node: GraphNode, signal: AbortSignal): HTMLElement {
  const body = h("div", { class: "body" }, heading({ ...node, code: null }), hint(word("loading")));
  void load(node, signal).then(
    (inside) => fill(body, ...inside),
    (error: Error) => {
      if (error.name !== "AbortError") fill(body, heading({ ...node, code: null }), hint(error.message));
    },
  );
  return body;
}

async function load(node: GraphNode, signal: AbortSignal): Promise<Node[]> {
  const [record, measures, alerts] = await Promise.all([
    get<RecordAnswer>(`/records/${node.id}`, {}, signal),
    all<Derived>("/measures", { record: node.id }, 200, signal).catch(() => []),
    all<Derived>("/alerts", { record: node.id }, 200, signal).catch(() => []),
  ]);
  const follows = [...measures, ...alerts];
  return [
    heading({ id: record.id, kind: record.kind, name: record.number }, stateChip(record.state)),
    h(
      "div",
      { class: "acts" },
      follows.length > 0
        ? button(word("record.reach"), () => go({ view: "why", of: record.id, to: "" }), { class: "main", id: "act-why" })
        : null,
    ),
    section(
      word("record.says"),
      null,
      true,
      facts([
        [word("fact.number"), record.number],
        [word("fact.date"), record.date],
        [word("fact.kind"), kindName(record.kind)],
        ...Object.entries(record.properties)
          .filter(([, value]) => value !== "" && value !== null)
          .map(([name, value]): [string, string] => [propertyName(name), valueText(name, value)]),
      ]),
      sourceLine(record.at),
    ),
    section(
      word("record.parties"),
      record.parties.length,
      true,
      h("ul", { class: "rows" }, record.parties.map((one) => h("li", {}, h("span", { class: "label" }, tieName(one.tie)), refButton(one.other)))),
    ),
    section(
      word("record.follows"),
      follows.length,
      true,
      follows.length === 0 ? hint(word("record.nothing")) : follows.map((one) => derivedCard(one, record.id)),
    ),
  ];
}
