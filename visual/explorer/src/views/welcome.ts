// The first screen: nothing chosen yet, and what one can begin with.
import { h } from "../dom";
import { may } from "../session";
import { go } from "../place";
import { word } from "../words/words";

export function welcome(focus: () => void, help: () => void): HTMLElement {
  return h(
    "main",
    { class: "welcome", id: "main" },
    h("h1", {}, word("welcome.title")),
    h("p", {}, word("welcome.text")),
    h("button", { type: "button", class: "main", onclick: focus }, word("welcome.search")),
    h(
      "ul",
      {},
      h("li", {}, h("strong", {}, word("welcome.nameTitle")), word("welcome.name")),
      h("li", {}, h("strong", {}, word("welcome.whyTitle")), word("welcome.why")),
      h("li", {}, h("strong", {}, word("welcome.dayTitle")), word("welcome.day")),
    ),
    h(
      "p",
      { class: "acts" },
      h("button", { type: "button", onclick: () => go({ view: "overview" }) }, word("tab.overview")),
      may("worklist") ? h("button", { type: "button", onclick: () => go({ view: "work" }) }, word("tab.work")) : null,
      h("button", { type: "button", onclick: help }, word("help.name")),
    ),
    h("p", { class: "hint" }, word("alert.opening")),
  );
}
