// Why not: for somebody whom a rule did not reach, the smallest premise that fails, with the rows that say so.
import { get, post } from "../api";
import { fill, h } from "../dom";
import { kindName } from "../legend";
import { hint, section, sourceLine } from "../panel/parts";
import { where } from "../place";
import { freeCells } from "../layout/free_cells";
import type { Derived, Graph, GraphNode, Premise, Surroundings } from "../shapes";
import type { Stage } from "../stage";
import { either, word } from "../words/words";

interface Rule {
  rule: string;
  title: string;
  title_en: string;
  record: string;
}

interface WhyNot {
  holds: boolean;
  text: string;
  text_en: string;
  legal_basis: string;
  rule: string;
  rule_title: string;
  rule_version: string;
  evidence: Premise[];
}

const OFFICES = ["LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"];

let rules: Promise<{ items: Rule[] }> | null = null;

export function whyNotSection(stage: Stage, found: Derived[]): HTMLElement {
  const inside = h("div", {}, hint(word("whyNot.hint")));
  rules ??= get<{ items: Rule[] }>("/rules");
  void Promise.all([rules, around(stage)]).then(
    ([known, people]) => fill(inside, form(stage, found, known.items, people)),
    () => (rules = null),
  );
  return section(word("whyNot.name"), null, true, inside);
}

/** Who has or had an office or a stake in the units of this picture, but is not in it: the usual one to ask about. */
async function around(stage: Stage): Promise<Graph> {
  const units = [...stage.board.nodes.values()].filter((node) => node.shape === "subject" && node.kind !== "Person").slice(0, 3);
  const found = await Promise.all(
    units.map((unit) => get<Surroundings>(`/surroundings/${unit.id}`, { tie: OFFICES.join(","), direction: "in", ended: true, limit: 60 })),
  );
  return { nodes: found.flatMap((one) => one.nodes), ties: found.flatMap((one) => one.ties) };
}

function form(stage: Stage, found: Derived[], rules: Rule[], people: Graph): HTMLElement {
  const nodes = [...stage.board.nodes.values()];
  const middle = where().of;
  const here = nodes.filter((node) => node.shape === "subject");
  const subjects = [...new Map([...here, ...people.nodes].map((node) => [node.id, node])).values()];
  const records = nodes.filter((node) => node.shape === "record");
  const used = new Set(found.map((one) => one.rule));
  const answer = h("div", { id: "why-not-answer", "aria-live": "polite" });
  const who = picker("why-not-who", subjects, subjects.find((node) => node.kind === "Person" && node.id !== middle)?.id ?? middle);
  const record = picker("why-not-record", records, middle);
  const rule = h(
    "select",
    { id: "why-not-rule" },
    [...rules]
      .sort((one, two) => Number(used.has(two.rule)) - Number(used.has(one.rule)))
      .map((one) => h("option", { value: one.rule }, either(one.title, one.title_en))),
  );
  const made = h(
    "form",
    { class: "asking" },
    hint(word("whyNot.hint")),
    h("label", {}, word("whyNot.who"), who),
    h("label", {}, word("whyNot.record"), record),
    h("label", {}, word("whyNot.rule"), rule),
    h("button", { type: "submit", id: "why-not-ask" }, word("whyNot.ask")),
    answer,
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void post<WhyNot>("/why-not", { subject: who.value, rule: rule.value, record: record.value, as_of: where().asOf }).then(
      (said) => {
        fill(answer, ...told(said));
        bring(stage, people, who.value);
        stage.canvas.highlight([who.value, record.value, ...between(stage, who.value, record.value)]);
      },
      (error: Error) => fill(answer, hint(error.message)),
    );
  });
  return made;
}

/** Put whoever is asked about into the picture, with what ties him to it. */
function bring(stage: Stage, people: Graph, id: string): void {
  const board = stage.board;
  const node = people.nodes.find((one) => one.id === id);
  if (node === undefined || board.nodes.has(id)) return;
  const ties = people.ties.filter((tie) => tie.source === id);
  const beside = board.places.get(ties[0]?.target ?? "") ?? { x: 0, y: 0 };
  board.add([node], ties, freeCells([id], beside, [...board.places.values()], { x: beside.x, y: beside.y - 300 }));
  stage.canvas.fit();
}

function picker(id: string, nodes: GraphNode[], chosen: string): HTMLSelectElement {
  return h(
    "select",
    { id },
    nodes.map((node) => h("option", { value: node.id, selected: node.id === chosen }, `${node.name || node.id}（${kindName(node.kind)}）`)),
  );
}

function told(said: WhyNot): Node[] {
  return [
    h("p", { class: said.holds ? "verdict holds" : "verdict" }, h("strong", {}, said.holds ? word("whyNot.holds") : word("whyNot.fails")), " ", either(said.text, said.text_en)),
    h("p", { class: "basis" }, `${said.legal_basis} · ${said.rule_title} ${said.rule} ${said.rule_version}`),
    h("ul", { class: "rows" }, said.evidence.map((item) => h("li", {}, h("span", { class: "label" }, kindName(item.kind)), " ", item.name, sourceLine(item)))),
  ];
}

/** Whoever stands between the document and the person in this picture, with the ties. */
function between(stage: Stage, person: string, record: string): string[] {
  const ties = stage.board.visibleTies();
  const before = new Map<string, [string, string]>();
  const waiting = [record];
  while (waiting.length > 0) {
    const here = waiting.shift() ?? "";
    for (const tie of ties) {
      const other = tie.source === here ? tie.target : tie.target === here ? tie.source : "";
      if (!other || other === record || before.has(other)) continue;
      before.set(other, [here, tie.id]);
      waiting.push(other);
    }
  }
  const way: string[] = [];
  for (let at = person; before.has(at); ) {
    const [to, tie] = before.get(at) as [string, string];
    way.push(at, tie, to);
    at = to;
  }
  return way;
}
