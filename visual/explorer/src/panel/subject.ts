// A subject's panel: its file on the day, what may be done with it on the canvas, and what is said about it.
import { get } from "../api";
import { fill, h } from "../dom";
import { tieName } from "../legend";
import { go, where } from "../place";
import { may } from "../session";
import type { FileRecord, FileTie, Group, GraphNode, SubjectFile } from "../shapes";
import { percent } from "../canvas/lettering";
import { propertyName, word, wordOr } from "../words/words";
import { derivedCard } from "./derived";
import { notesSection } from "./notes";
import { button, facts, heading, hint, holdsMark, lastDay, period, refButton, section, sourceLine, stateChip } from "./parts";
import { valueText } from "./values";

export interface SubjectActs {
  groups: Group[];
  shown(group: Group): number;
  expand(group: Group | null): void;
  collapse?(): void;
  pin?(): void;
  pinned?: boolean;
  only?(): void;
  hide?(): void;
}

export function subjectPanel(node: GraphNode, acts: SubjectActs | null, signal: AbortSignal): HTMLElement {
  const body = h("div", { class: "body" });
  const head = (): Node[] => [heading(node, node.state ? h("span", { class: "chip" }, node.state) : null), ...actions(node, acts)];
  fill(body, ...head(), hint(word("loading")));
  void get<SubjectFile>(`/subjects/${node.id}/file`, {}, signal).then(
    (file) => fill(body, ...head(), ...sections(file), notesSection(node.id)),
    (error: Error) => {
      if (error.name !== "AbortError") fill(body, ...head(), hint(error.message));
    },
  );
  return body;
}

function actions(node: GraphNode, acts: SubjectActs | null): Node[] {
  const organisation = node.kind !== "Person";
  const views = h(
    "div",
    { class: "acts" },
    where().of !== node.id || where().view !== "explore"
      ? button(word("act.centre"), () => go({ view: "explore", of: node.id, to: "" }), { id: "act-centre" })
      : null,
    button(organisation ? word("act.ownership") : word("act.holdings"), () => go({ view: "ownership", of: node.id, to: "" }), { id: "act-ownership" }),
    button(word("act.reach"), () => go({ view: "why", of: node.id, to: "" }), { id: "act-why" }),
    may("paths") ? button(word("act.path"), () => go({ view: "paths", of: node.id, to: "" }), { id: "act-path" }) : null,
  );
  if (acts === null) return [views];
  const tools = h(
    "div",
    { class: "acts quiet" },
    acts.collapse ? button(word("act.collapse"), acts.collapse, { id: "act-collapse" }) : null,
    acts.pin ? button(acts.pinned ? word("act.unpin") : word("act.pin"), acts.pin, { id: "act-pin" }) : null,
    acts.only ? button(word("act.only"), acts.only, { id: "act-only" }) : null,
    acts.hide ? button(word("act.hide"), acts.hide, { id: "act-hide" }) : null,
  );
  const rows = acts.groups.map((group) => groupRow(group, acts));
  const expand = section(
    word("expand.name"),
    null,
    true,
    rows.length === 0 ? hint(word("expand.nothing")) : h("ul", { class: "rows groups" }, rows),
  );
  return [views, tools, expand];
}

function groupRow(group: Group, acts: SubjectActs): HTMLElement {
  const shown = acts.shown(group);
  const all = group.holding + (where().ended ? group.ended : 0);
  const rest = Math.max(0, all - shown);
  return h(
    "li",
    {},
    h("span", { class: "label" }, group.direction === "in" ? "← " : "→ ", tieName(group.tie)),
    h("span", { class: "tally" }, word("expand.shown", shown, all), group.ended && !where().ended ? ` ${word("expand.ended", group.ended)}` : ""),
    rest > 0
      ? button(shown > 0 ? word("expand.next", rest) : word("expand.show"), () => acts.expand(group), {
          class: "small",
          "data-expand": `${group.tie}.${group.direction}`,
        })
      : null,
  );
}

function sections(file: SubjectFile): Node[] {
  const id = file.subject.id;
  const proposals = file.measures.filter((one) => one.state === "proposed");
  const measures = file.measures.filter((one) => one.state !== "proposed");
  const particulars = Object.entries(file.subject.properties).filter(([name]) => !["standing", "file_of", "masked", "number_type"].includes(name));
  return [
    section(
      word("section.measures"),
      measures.length,
      true,
      measures.length === 0 ? hint(word("section.noMeasures")) : measures.map((one) => derivedCard(one, id)),
    ),
    proposals.length > 0 ? section(word("section.proposals"), proposals.length, true, proposals.map((one) => derivedCard(one, id))) : null,
    file.alerts.length > 0
      ? section(word("section.alerts"), file.alerts.length, true, hint(word("alert.opening")), file.alerts.map((one) => derivedCard(one, id)))
      : null,
    ties(word("section.roles"), file.roles),
    ties(word("section.holdings"), file.holdings),
    ties(word("section.bodies"), file.bodies),
    records(word("section.records"), file.records),
    file.branch_records.length > 0 ? records(word("section.branchRecords"), file.branch_records) : null,
    file.worklist.length > 0 ? section(word("section.worklist"), file.worklist.length, false, file.worklist.map((one) => derivedCard(one, id))) : null,
    section(
      word("section.particulars"),
      null,
      false,
      facts(particulars.map(([name, value]) => [propertyName(name), valueText(name, value)])),
    ),
  ].filter((one): one is HTMLElement => one !== null);
}

function ties(title: string, rows: FileTie[]): HTMLElement | null {
  if (rows.length === 0) return null;
  const past = (one: FileTie): boolean => one.from === null || one.from <= where().asOf;
  const seen = rows.filter(past).sort((one, two) => Number(one.holds === "no") - Number(two.holds === "no"));
  return section(
    title,
    seen.length,
    seen.length <= 12,
    h(
      "ul",
      { class: "rows" },
      seen.slice(0, 200).map((one) =>
        h(
          "li",
          { class: one.holds === "no" ? "ended" : null },
          h("span", { class: "label" }, one.direction === "in" ? "← " : "→ ", tieName(one.tie), one.position ? `（${one.position}）` : ""),
          refButton(one.other),
          one.capital !== undefined && one.total ? h("strong", {}, percent({ capital: one.capital, total: one.total })) : null,
          holdsMark(one.holds),
          h("span", { class: "dates" }, period(one.from, lastDay(one.to))),
          sourceLine(one.source),
        ),
      ),
    ),
  );
}

function records(title: string, rows: FileRecord[]): HTMLElement | null {
  const seen = rows.filter((one) => one.date === null || one.date <= where().asOf);
  if (seen.length === 0) return null;
  return section(
    title,
    seen.length,
    true,
    h(
      "ul",
      { class: "rows" },
      [...seen].reverse().slice(0, 200).map((one) =>
        h(
          "li",
          {},
          refButton({ id: one.id, kind: one.kind, name: one.number || one.label }),
          one.state !== "effective" ? stateChip(one.state) : null,
          h("span", { class: "dates" }, one.date ?? word("period.unknown"), " · ", wordOr(`tie.${one.tie}`, tieName(one.tie))),
          sourceLine(one.source),
        ),
      ),
    ),
  );
}
