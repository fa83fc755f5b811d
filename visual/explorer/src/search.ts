// One box to find anybody or any document: names with a mistake in them too. Arrows choose, Enter opens, Escape leaves.
import { get } from "./api";
import { fill, h } from "./dom";
import { sign } from "./legend_box";
import { kindName } from "./legend";
import type { SubjectRef } from "./shapes";
import { word } from "./words/words";

interface Found {
  items: SubjectRef[];
  resembling: boolean;
}

let boxes = 0;

/** A search box; what is chosen is given to `chosen`. */
export class SearchBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private readonly said = h("p", { class: "said", role: "status" });
  private readonly name: string;
  private items: SubjectRef[] = [];
  private at = -1;
  private asked = new AbortController();
  private waiting = 0;
  private readonly open = h("div", { class: "found", hidden: true });

  constructor(
    private readonly chosen: (one: SubjectRef) => void,
    label: string,
    id = "",
  ) {
    boxes += 1;
    this.name = id || `search-${boxes}`;
    this.list = h("ul", { role: "listbox", id: `${this.name}-list`, "aria-label": word("search.found") });
    this.input = h("input", {
      id: this.name,
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: "100",
      "aria-label": label,
      "aria-expanded": "false",
      "aria-controls": `${this.name}-list`,
      "aria-autocomplete": "list",
      placeholder: label,
      oninput: () => this.typed(),
      onkeydown: (event: KeyboardEvent) => this.key(event),
      onfocus: () => {
        if (this.items.length > 0) this.show(true);
      },
      onblur: () => setTimeout(() => this.show(false), 180),
    });
    this.open.append(this.said, this.list);
    this.element = h("div", { class: "search" }, this.input, this.open);
  }

  rename(label: string): void {
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
  }

  private typed(): void {
    clearTimeout(this.waiting);
    const text = this.input.value.trim();
    this.items = [];
    this.at = -1;
    if (!text) {
      this.show(false);
      return;
    }
    this.waiting = window.setTimeout(() => void this.find(text), 140);
  }

  private async find(text: string): Promise<Found | null> {
    this.asked.abort();
    this.asked = new AbortController();
    try {
      const found = await get<Found>("/subjects", { q: text, limit: 12 }, this.asked.signal);
      if (this.input.value.trim() !== text) return null;
      this.items = found.items;
      this.at = found.items.length > 0 ? 0 : -1;
      fill(this.said, found.items.length === 0 ? word("search.nothing") : found.resembling ? word("search.resembling") : word("search.many", found.items.length));
      this.draw();
      this.show(true);
      return found;
    } catch (error) {
      if ((error as Error).name !== "AbortError") {
        fill(this.said, (error as Error).message);
        fill(this.list);
        this.show(true);
      }
      return null;
    }
  }

  private draw(): void {
    fill(
      this.list,
      this.items.map((one, place) =>
        h(
          "li",
          {
            role: "option",
            id: `${this.name}-${place}`,
            "aria-selected": place === this.at ? "true" : "false",
            onpointerdown: (event: Event) => {
              event.preventDefault();
              this.take(one);
            },
          },
          one.kind ? sign(one.kind) : null,
          h("span", { class: "name" }, one.name),
          h("span", { class: "kind" }, kindName(one.kind), one.code ? ` ${one.code}` : ""),
        ),
      ),
    );
    if (this.at >= 0) {
      this.input.setAttribute("aria-activedescendant", `${this.name}-${this.at}`);
      this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private show(open: boolean): void {
    this.open.hidden = !open;
    this.input.setAttribute("aria-expanded", open ? "true" : "false");
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.items.length > 0) {
        this.at = (this.at + step + this.items.length) % this.items.length;
        this.draw();
        this.show(true);
      }
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      void this.enter();
    } else if (event.key === "Escape") {
      this.show(false);
      this.input.blur();
    }
  }

  /** Enter opens what is marked; typed faster than found, it waits for the answer. */
  private async enter(): Promise<void> {
    clearTimeout(this.waiting);
    const text = this.input.value.trim();
    if (!text) return;
    let one = this.items[this.at];
    if (one === undefined) {
      const found = await this.find(text);
      one = found?.items[0];
    }
    if (one !== undefined) this.take(one);
  }

  private take(one: SubjectRef): void {
    this.show(false);
    this.items = [];
    this.input.value = "";
    this.input.blur();
    this.chosen(one);
  }
}
