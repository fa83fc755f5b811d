// Notes on a subject: each a fact with its author and date, added and never changed.
import { get, post, Refused } from "../api";
import { fill, h } from "../dom";
import { may } from "../session";
import { toast } from "../toast";
import { word } from "../words/words";
import { hint, section } from "./parts";

interface Note {
  id: string;
  text: string;
  author: string;
  date: string;
  judged?: string;
}

export function notesSection(subject: string): HTMLElement {
  const list = h("div", {});
  const made = section(word("notes.name"), null, false, list);
  const show = (): void => {
    void get<{ items: Note[] }>(`/subjects/${subject}/notes`).then(
      (answer) => fill(list, ...inside(subject, answer.items, show)),
      () => made.remove(),
    );
  };
  show();
  return made;
}

function inside(subject: string, notes: Note[], again: () => void): Node[] {
  const rows = notes.map((note) => h("li", {}, note.judged ? h("span", { class: "chip doubt" }, note.judged) : null, h("p", {}, note.text), h("p", { class: "source" }, `${note.author} · ${note.date}`)));
  const found = notes.length === 0 ? hint(word("notes.none")) : h("ul", { class: "rows" }, rows);
  if (!may("notes")) return [found];
  const text = h("textarea", { id: "note-text", rows: "3", maxlength: "2000", "aria-label": word("notes.write"), placeholder: word("notes.write") });
  const form = h("form", {}, text, h("button", { type: "submit", id: "note-add" }, word("notes.add")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!text.value.trim()) return;
    void post(`/subjects/${subject}/notes`, { text: text.value.trim() }).then(
      () => {
        toast(word("notes.kept"));
        again();
      },
      (error: Refused) => toast(error.detail, "bad"),
    );
  });
  return [found, form];
}
