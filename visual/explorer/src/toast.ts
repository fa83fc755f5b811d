// A word in passing, at the foot of the page; a bad one stays until it is read.
import { h } from "./dom";
import { word } from "./words/words";

const holder = h("div", { class: "toasts", role: "status", "aria-live": "polite" });

export function toastHolder(): HTMLElement {
  return holder;
}

export function toast(text: string, kind: "good" | "bad" = "good"): void {
  const one = h("div", { class: `toast ${kind}` }, h("span", {}, text));
  one.append(h("button", { type: "button", "aria-label": word("close"), onclick: () => one.remove() }, "×"));
  holder.append(one);
  while (holder.childElementCount > 3) holder.firstElementChild?.remove();
  if (kind === "good") setTimeout(() => one.remove(), 6000);
}
