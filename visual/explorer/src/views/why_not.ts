// Why not: for somebody whom a rule did not reach, the smallest premise that fails, with the rows that say so.
import { get, post } from "../api";
import { fill, h } from "../dom";
import { kindName } from "../legend";
import { hint, section, sourceLine } from "../panel/parts";
import { where } from "../place";
import type { Derived, GraphNode, Premise } from "../shapes";
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

let rules: Promise<{ items: Rule[] }> | null = null;

export function whyNotSection(stage: Stage, found: Derived[]): HTMLElement {
  const inside = h("div", {}, hint(word("whyNot.hint")));
  rules ??= get<{ items: Rule[] }>("/rules");
  void rules.then((known) => fill(inside, form(stage, found, known.items)), () => (rules = null));
  return section(word("whyNot.name"), null, true, inside);
}

function form(stage: Stage, found: Derived[], rules: Rule[]): HTMLElement {
  const nodes = [...stage.board.nodes.values()];
  const middle = where().of;
  const subjects = nodes.filter((node) => node.shape === "subject");
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
        stage.canvas.highlight([who.value, record.value, ...between(stage, who.value, record.value)]);
      },
      (error: Error) => fill(answer, hint(error.message)),
    );
  });
  return made;
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
