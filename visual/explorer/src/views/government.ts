// Government integrity: promises on the day, each with its life as a timeline; bodies' ranking beside them.
import { all } from "../api";
import { fill, h } from "../dom";
import { yuan } from "../panel/values";
import { button, facts, hint, refButton, section, sourceLine } from "../panel/parts";
import { go, where } from "../place";
import type { Place, SubjectRef } from "../shapes";
import { either, word, wordOr } from "../words/words";
import { promiseTimeline } from "../work/timeline";
import { DocumentView } from "./document";
import { table } from "./overview";

export interface PromiseEvent {
  date: string;
  event: string;
  text: string;
  document: string;
  certain: boolean;
  premise?: Place;
}

export interface Promise_ {
  id: string;
  number: string;
  title: string;
  matter: string;
  document: string;
  field: string;
  amount_fen: number | null;
  signed: string;
  signatory: string | null;
  original_body: SubjectRef;
  responsible_body: SubjectRef | null;
  candidates: SubjectRef[];
  responsible_basis: string[];
  counterparty: SubjectRef | null;
  due: string | null;
  status: string;
  status_name: string;
  overdue_since: string | null;
  overdue_days: number | null;
  overdue_periods: { from: string; to: string | null }[];
  reason_flag: string | null;
  reason: string | null;
  compensation: { amount_fen: number; due: string | null; paid_fen: number; overdue: boolean } | null;
  chain: { date: string; manner: string; function: string; from: SubjectRef; to: SubjectRef; document: string; legal_basis: string | null }[];
  events: PromiseEvent[];
  findings: { finding: string; text: string; text_en: string }[];
  principals: { moment: string; moment_name: string; date: string; body: SubjectRef; principals: { id: string; name: string; position: string }[] }[];
  as_of: string;
}

interface Ranked {
  rank: number | null;
  code: string | null;
  name: string;
  index: { numerator: number; denominator: number } | null;
  points: number;
  answered: { count: number };
  figures: Record<string, { name: string; count: number; points: number }>;
  formula: string;
}

interface Task {
  about: { id: string; kind: string; number: string };
  responsible_body: SubjectRef | null;
  status_name: string;
  deadline: string | null;
  overdue: boolean;
  next_step: { title: string; title_en?: string; who: string; legal_basis: string };
}

export class GovernmentView extends DocumentView {
  private overdueOnly = false;

  protected async draw(): Promise<void> {
    const chosen = where().to;
    const found = await all<Promise_>("/government/commitments", { overdue: this.overdueOnly }, 600, this.stop.signal);
    const one = found.find((promise) => promise.id === chosen);
    const toggle = h("input", { type: "checkbox", id: "overdue-only", checked: this.overdueOnly, onchange: () => {
      this.overdueOnly = !this.overdueOnly;
      void this.again();
    } });
    fill(
      this.element,
      h("h1", {}, word("government.title")),
      hint(word("government.hint")),
      one ? promiseDetail(one) : null,
      h("div", { class: "acts" }, h("label", { class: "check" }, toggle, word("government.overdueOnly")), h("span", { class: "count" }, word("government.count", found.length))),
      found.length === 0
        ? hint(word("government.none"))
        : table(
            [word("government.number"), word("government.matter"), word("government.original"), word("government.responsible"), word("government.due"), word("government.status"), ""],
            found.map((promise) => [
              promise.number,
              promise.title || promise.matter,
              promise.original_body.name,
              promise.responsible_body?.name ?? word("government.undecided"),
              promise.due ?? "—",
              statusChip(promise),
              button(word("government.open"), () => go({ to: promise.id }), { class: "small", "data-promise": promise.id }),
            ]),
          ),
    );
    void this.ranking();
  }

  /** The ranking, and what is to be done next: they come when they come. */
  private async ranking(): Promise<void> {
    const holder = h("section", { id: "ranking" });
    const todo = h("section", { id: "tasks" });
    this.element.append(todo, holder);
    try {
      const [found, tasks] = await Promise.all([
        all<Ranked>("/government/ranking", {}, 200, this.stop.signal),
        all<Task>("/government/worklist", {}, 200, this.stop.signal),
      ]);
      if (tasks.length > 0) fill(todo, h("h2", {}, word("government.tasks", tasks.length)), this.tasks(tasks));
      if (found.length > 0) fill(holder, h("h2", {}, word("government.ranking")), ranked(found), h("p", { class: "source" }, found[0]?.formula ?? ""));
    } catch {
      holder.remove();
      todo.remove();
    }
  }

  private tasks(tasks: Task[]): HTMLElement {
    return table(
      [word("government.number"), word("government.responsible"), word("government.next"), word("government.who"), word("government.deadline"), word("government.basisOf")],
      tasks.map((one) => [
        one.about.kind === "commitment" ? button(one.about.number, () => go({ to: one.about.id }), { class: "small" }) : one.about.number,
        one.responsible_body?.name ?? word("government.undecided"),
        either(one.next_step.title, one.next_step.title_en),
        one.next_step.who,
        h("span", { class: one.overdue ? "chip late" : null }, one.deadline ?? "—"),
        one.next_step.legal_basis,
      ]),
    );
  }
}

/** Cities by their index, which is a fraction, with what it is made of. */
function ranked(found: Ranked[]): HTMLElement {
  const figures = Object.entries(found[0]?.figures ?? {});
  return table(
    [word("government.rank"), word("government.city"), word("government.index"), word("government.answered"), ...figures.map(([, figure]) => figure.name)],
    found.map((row) => [
      row.rank === null ? "—" : String(row.rank),
      row.name,
      row.index === null ? "—" : `${row.index.numerator}/${row.index.denominator}`,
      String(row.answered.count),
      ...figures.map(([name]) => String(row.figures[name]?.count ?? 0)),
    ]),
  );
}

function statusChip(one: Promise_): HTMLElement {
  return h("span", { class: `chip ${one.status === "overdue" || one.compensation?.overdue ? "late" : ""}` }, wordOr(`promise.${one.status}`, one.status_name));
}

function promiseDetail(one: Promise_): HTMLElement {
  return h(
    "article",
    { class: "promise", id: "promise" },
    h("header", {}, h("h2", {}, `${one.number} ${one.title || one.matter}`), statusChip(one), one.reason_flag ? h("span", { class: "chip late" }, wordOr(`flag.${one.reason_flag}`, one.reason_flag)) : null),
    promiseTimeline(one),
    h(
      "div",
      { class: "columns" },
      facts([
        [word("government.original"), refButton(one.original_body)],
        [word("government.responsible"), one.responsible_body ? refButton(one.responsible_body) : h("span", {}, word("government.undecided"), one.candidates.map((candidate) => refButton(candidate)))],
        [word("government.basis"), one.responsible_basis.join("；")],
        [word("government.counterparty"), one.counterparty ? refButton(one.counterparty) : null],
        [word("government.matter"), one.matter],
        [word("government.amount"), one.amount_fen !== null ? yuan(one.amount_fen) : null],
        [word("government.signatory"), one.signatory],
        [word("government.due"), one.due],
        [word("government.overdueSince"), one.overdue_since ? word("government.days", one.overdue_since, one.overdue_days ?? 0) : null],
        [word("government.reason"), one.reason],
        [word("government.compensation"), one.compensation ? `${yuan(one.compensation.amount_fen)}${one.compensation.due ? ` · ${one.compensation.due}` : ""}${one.compensation.overdue ? ` · ${word("overdue")}` : ""}` : null],
      ]),
      section(
        word("government.events"),
        one.events.length,
        true,
        h(
          "ol",
          { class: "steps" },
          one.events.map((event) =>
            h(
              "li",
              { class: event.certain ? null : "doubtful" },
              h("strong", {}, `${event.date} `),
              event.text,
              h("p", { class: "source" }, event.document),
              event.premise ? sourceLine(event.premise) : null,
            ),
          ),
        ),
      ),
    ),
    one.principals.length === 0
      ? null
      : section(
          word("government.inPost"),
          one.principals.length,
          true,
          table(
            [word("government.moment"), word("government.body"), word("government.principals")],
            one.principals.map((moment) => [
              `${moment.moment_name} ${moment.date}`,
              moment.body.name,
              moment.principals.length === 0
                ? word("government.unknownPost")
                : h("span", {}, moment.principals.map((person) => refButton({ id: person.id, kind: "Person", name: `${person.name}（${person.position}）` }))),
            ]),
          ),
        ),
    one.findings.map((finding) => h("p", { class: "warning" }, either(finding.text, finding.text_en))),
    h("p", { class: "source" }, word("government.note", one.as_of)),
  );
}
