// The clerk's one question: is there anything against this subject, for this purpose, on this day.
import { post, purposeStated } from "../api";
import { fill, h } from "../dom";
import { derivedCard } from "../panel/derived";
import { hint, refButton, section } from "../panel/parts";
import { where } from "../place";
import { SearchBox } from "../search";
import { purposes, whoIsIn } from "../session";
import type { Derived, SubjectRef } from "../shapes";
import { either, word } from "../words/words";
import { DocumentView } from "./document";

interface Check {
  subject: SubjectRef | null;
  as_of: string;
  measures_in_force: Derived[];
  alerts: Derived[];
  unknowns: { code?: string; text?: string; text_en?: string }[];
  data_version: number;
  rules_version: string;
  query_id: string;
}

const SCOPES = ["食品", "药品", "安全生产", "工程建设", "政府采购", "招标投标", "企业登记", "融资"];

export class CheckView extends DocumentView {
  private chosen: SubjectRef | null = null;

  protected async draw(): Promise<void> {
    const session = whoIsIn();
    const answer = h("section", { id: "check-answer", "aria-live": "polite" });
    const picked = h("div", { class: "picked", id: "check-picked" });
    const box = new SearchBox((one) => {
      this.chosen = one;
      fill(picked, refButton(one, () => {}));
      fill(answer);
    }, word("check.subject"), "check-subject");
    const purpose = h("select", { id: "check-purpose" }, purposes(session ?? { name: "", office: "", roles: [], place: "", csrf_token: null }).map((one) => h("option", { value: one, selected: one === purposeStated() }, one)));
    const scope = h("input", { id: "check-scope", list: "scopes", maxlength: "60", required: true, placeholder: word("check.scopeHint") });
    const number = h("input", { id: "check-case", maxlength: "100" });
    const form = h(
      "form",
      { class: "question" },
      h("label", { for: "check-subject" }, word("check.subject")),
      box.element,
      picked,
      h("label", { for: "check-purpose" }, word("check.purpose")),
      purpose,
      h("label", { for: "check-scope" }, word("check.scope")),
      scope,
      h("datalist", { id: "scopes" }, SCOPES.map((one) => h("option", { value: one }))),
      h("label", { for: "check-case" }, word("check.case")),
      number,
      h("button", { type: "submit", class: "main", id: "check-ask" }, word("check.ask")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.chosen === null) {
        fill(answer, hint(word("check.choose")));
        box.input.focus();
        return;
      }
      const asked = { applicant: { id: this.chosen.id }, purpose: purpose.value, scope: scope.value.trim(), date: where().asOf, ...(number.value ? { case_number: number.value } : {}) };
      void post<Check>("/approvals/check", asked).then((said) => fill(answer, ...told(said)), (error: Error) => fill(answer, h("p", { class: "warning", role: "alert" }, error.message)));
    });
    fill(this.element, h("h1", {}, word("check.title")), hint(word("check.hint")), form, answer);
    box.input.focus();
  }
}

function told(said: Check): Node[] {
  const clear = said.measures_in_force.length === 0;
  const name = said.subject?.name ?? "";
  const about = said.subject?.id ?? "";
  return [
    h("h2", { class: clear ? "clear" : "restricted" }, clear ? word("check.none", name, said.as_of) : word("check.some", name, said.measures_in_force.length)),
    section(word("check.measures"), said.measures_in_force.length, true, clear ? hint(word("check.noneHint")) : said.measures_in_force.map((one) => derivedCard({ ...one, kind: "measure" }, about))),
    section(word("section.alerts"), said.alerts.length, true, hint(word("check.alertsHint")), said.alerts.map((one) => derivedCard({ ...one, kind: "alert" }, about))),
    section(word("check.unknowns"), said.unknowns.length, true, said.unknowns.length === 0 ? hint(word("check.noUnknowns")) : h("ul", { class: "rows" }, said.unknowns.map((one) => h("li", {}, either(one.text ?? one.code, one.text_en))))),
    h("p", { class: "source" }, word("check.trace", said.query_id, said.data_version, said.rules_version)),
  ];
}
