// An authority's determination on a proposal: confirmed or not, with its document, after notice, by other eyes.
import { post, type Refused } from "../api";
import { h } from "../dom";
import { today } from "../place";
import type { Derived } from "../shapes";
import { toast } from "../toast";
import { word } from "../words/words";

export function determinationForm(one: Derived, done: () => void): HTMLElement {
  const id = `decide-${one.id}`;
  const outcome = h("select", { name: "outcome", id: `${id}-outcome` }, h("option", { value: "confirm" }, word("decide.confirm")), h("option", { value: "reject" }, word("decide.reject")));
  const number = h("input", { name: "document", id: `${id}-document`, required: true, maxlength: "200", placeholder: word("decide.documentHint") });
  const notice = h("input", { name: "notice_date", id: `${id}-notice`, type: "date", max: today() });
  const day = h("input", { name: "date", id: `${id}-date`, type: "date", required: true, max: today(), value: today() });
  const until = h("input", { name: "until", id: `${id}-until`, type: "date" });
  const said = h("p", { class: "warning", role: "alert", hidden: true });
  const form = h(
    "form",
    { class: "asking" },
    label(`${id}-outcome`, word("decide.outcome"), outcome),
    label(`${id}-document`, word("decide.document"), number),
    label(`${id}-notice`, word("decide.notice"), notice),
    label(`${id}-date`, word("decide.date"), day),
    label(`${id}-until`, word("decide.until"), until),
    h("p", { class: "hint" }, word("decide.eyes")),
    said,
    h("button", { type: "submit", class: "main" }, word("decide.enter")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = {
      outcome: outcome.value,
      document: number.value.trim(),
      date: day.value,
      ...(notice.value ? { notice_date: notice.value } : {}),
      ...(until.value ? { until: until.value } : {}),
    };
    void post<{ warnings?: string[] }>(`/proposals/${one.id}/confirmation`, body).then(
      (answer) => {
        toast([word("decide.entered"), ...(answer.warnings ?? [])].join(" "));
        done();
      },
      (error: Refused) => {
        said.replaceChildren(error.detail);
        said.hidden = false;
      },
    );
  });
  return h("details", { class: "deciding", "data-decide": one.id }, h("summary", {}, word("decide.name")), form);
}

export function label(id: string, text: string, input: HTMLElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, text), input);
}
