// A likely match (疑似同一): what somebody holds of it, kept with name and date. It joins nobody.
import { post, type Refused } from "../api";
import { h } from "../dom";
import type { GraphTie } from "../shapes";
import { toast } from "../toast";
import { word } from "../words/words";
import { hint } from "./parts";

export function matchForm(tie: GraphTie): HTMLElement {
  const judged = h(
    "select",
    { id: "match-judged" },
    h("option", { value: "同一人" }, word("match.same")),
    h("option", { value: "不是同一人" }, word("match.different")),
    h("option", { value: "存疑" }, word("match.doubtful")),
  );
  const text = h("textarea", { id: "match-text", rows: "2", maxlength: "2000", required: true });
  const form = h(
    "form",
    { class: "asking" },
    h("h3", {}, word("match.name")),
    hint(word("match.hint")),
    h("label", {}, word("match.judged"), judged),
    h("label", {}, word("match.reason"), text),
    h("button", { type: "submit", id: "match-enter" }, word("match.enter")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void post(`/subjects/${tie.source}/notes`, { text: text.value.trim(), candidate: tie.target, judged: judged.value }).then(
      () => toast(word("match.kept")),
      (error: Refused) => toast(error.detail, "bad"),
    );
  });
  return form;
}
