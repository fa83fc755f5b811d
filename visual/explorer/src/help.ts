// Keys and hints, in a dialog that Escape closes.
import { h } from "./dom";
import { word, type Word } from "./words/words";

const KEYS: [string, Word][] = [
  ["/", "key.search"],
  ["← ↑ → ↓", "key.arrows"],
  ["Enter", "key.enter"],
  ["Esc", "key.escape"],
  ["t", "key.table"],
  ["u / Ctrl+Z", "key.undo"],
  ["p", "key.pin"],
  ["Delete", "key.hide"],
  ["+ − 0", "key.zoom"],
  ["?", "key.help"],
];

export function showHelp(): void {
  document.getElementById("help")?.remove();
  const dialog = h(
    "dialog",
    { id: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, word("help.name")),
    h("dl", { class: "keys" }, KEYS.map(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, word(text))])),
    h("p", {}, word("help.reading")),
    h("p", { class: "hint" }, word("help.limits")),
    h("form", { method: "dialog" }, h("button", { class: "main", autofocus: true }, word("close"))),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
