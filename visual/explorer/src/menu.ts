// A button that opens a small box: closed by Escape or by looking elsewhere.
import { h } from "./dom";

let open: { box: HTMLElement; button: HTMLElement } | null = null;

function close(giveBack: boolean): void {
  if (open === null) return;
  open.box.hidden = true;
  open.button.setAttribute("aria-expanded", "false");
  if (giveBack) open.button.focus();
  open = null;
}

document.addEventListener("pointerdown", (event) => {
  if (open !== null && !open.box.parentElement?.contains(event.target as Node)) close(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open !== null) {
    close(true);
    event.stopPropagation();
  }
}, true);

/** A button with a box; what is in the box is made when it opens. */
export function menu(id: string, name: string, content: () => (Node | string)[]): HTMLElement {
  const box = h("div", { class: "box", id: `${id}-box`, hidden: true });
  const button = h(
    "button",
    {
      type: "button",
      id,
      "aria-expanded": "false",
      "aria-controls": `${id}-box`,
      onclick: () => {
        const again = open?.box === box;
        close(false);
        if (again) return;
        box.replaceChildren(...content());
        box.hidden = false;
        button.setAttribute("aria-expanded", "true");
        open = { box, button };
        box.querySelector<HTMLElement>("button, input, a, select")?.focus();
      },
    },
    name,
    h("span", { "aria-hidden": "true" }, " ▾"),
  );
  return h("span", { class: "menu" }, button, box);
}

export function closeMenu(): void {
  close(true);
}
