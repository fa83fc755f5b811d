// An objection to a measure or proposal: who raises it, since when, why; accepted and decided by later entries.
import { post, type Refused } from "../api";
import { h } from "../dom";
import { today } from "../place";
import { may } from "../session";
import type { Derived } from "../shapes";
import { toast } from "../toast";
import { word } from "../words/words";
import { label } from "./determination";

export function objectionForm(one: Derived, done: () => void): HTMLElement | null {
  if (!may("objections")) return null;
  const id = `object-${one.id}`;
  const by = h("input", { id: `${id}-by`, required: true, maxlength: "100" });
  const day = h("input", { id: `${id}-date`, type: "date", required: true, max: today(), value: today() });
  const accepted = h("input", { id: `${id}-accepted`, type: "date", max: today() });
  const number = h("input", { id: `${id}-number`, maxlength: "100" });
  const outcome = h("select", { id: `${id}-outcome` }, h("option", { value: "" }, word("object.pending")), h("option", { value: "upheld" }, word("object.upheld")), h("option", { value: "dismissed" }, word("object.dismissed")));
  const decided = h("input", { id: `${id}-decided`, type: "date", max: today() });
  const paper = h("input", { id: `${id}-document`, maxlength: "200" });
  const said = h("p", { class: "warning", role: "alert", hidden: true });
  const form = h(
    "form",
    { class: "asking" },
    label(`${id}-by`, word("object.by"), by),
    label(`${id}-date`, word("object.date"), day),
    label(`${id}-accepted`, word("object.accepted"), accepted),
    label(`${id}-number`, word("object.number"), number),
    label(`${id}-outcome`, word("object.outcome"), outcome),
    label(`${id}-decided`, word("object.decided"), decided),
    label(`${id}-document`, word("object.document"), paper),
    said,
    h("button", { type: "submit" }, word("object.enter")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = {
      by: by.value.trim(),
      date: day.value,
      ...(accepted.value ? { accepted: accepted.value } : {}),
      ...(number.value.trim() ? { number: number.value.trim() } : {}),
      ...(outcome.value ? { outcome: outcome.value, decided: decided.value, document: paper.value.trim() } : {}),
    };
    void post(`/proposals/${one.id}/objections`, body).then(
      () => {
        toast(word("object.entered"));
        done();
      },
      (error: Refused) => {
        said.replaceChildren(error.detail);
        said.hidden = false;
      },
    );
  });
  return h("details", { class: "deciding", "data-object": one.id }, h("summary", {}, word("object.name")), form);
}
