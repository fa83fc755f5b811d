// The frame around every view: name, search, day, clock, language, light, who is signed in.
import { fill, h } from "./dom";
import { menu, closeMenu } from "./menu";
import { purposeStated, statePurpose } from "./api";
import { go, today, where, type ViewName } from "./place";
import { applyLight, keep, keptLight } from "./preferences";
import { SearchBox } from "./search";
import { may, purposes, signOut, whoIsIn } from "./session";
import type { SubjectRef } from "./shapes";
import { language, speak, word } from "./words/words";

export interface ShellActs {
  found(one: SubjectRef): void;
  spoken(): void;
  lit(): void;
  help(): void;
}

const TABS: [ViewName, string][] = [
  ["explore", "explore"],
  ["check", "check"],
  ["work", "worklist"],
  ["government", "government"],
  ["batch", "batch"],
  ["overview", "explore"],
];

export class Shell {
  readonly element = h("header", { class: "shell" });
  readonly search: SearchBox;

  constructor(private readonly acts: ShellActs) {
    this.search = new SearchBox((one) => acts.found(one), word("search.label"), "search");
  }

  draw(): void {
    const at = where();
    this.search.rename(word("search.label"));
    const day = h("input", {
      type: "date",
      id: "as-of",
      value: at.asOf,
      "aria-label": word("shell.asOf"),
      onchange: () => {
        if (/^\d{4}-\d{2}-\d{2}$/.test(day.value)) go({ asOf: day.value });
      },
    });
    const graph = ["ownership", "why", "paths"].includes(at.view) ? "explore" : at.view;
    fill(
      this.element,
      h("a", { class: "brand", href: "/", onclick: (event: Event) => { event.preventDefault(); go({ view: "explore", of: "", to: "" }); } }, h("img", { src: "/explorer/icon.svg", alt: "", width: 24, height: 24 }), h("span", {}, word("brand"))),
      this.search.element,
      h(
        "nav",
        { "aria-label": word("shell.views") },
        TABS.filter(([, right]) => may(right)).map(([view]) =>
          h("button", { type: "button", id: `tab-${view}`, "aria-current": graph === view ? "page" : null, onclick: () => go({ view, to: "" }) }, word(`tab.${view}` as "tab.explore")),
        ),
      ),
      h("span", { class: "grow" }),
      h("div", { class: `day${at.asOf !== today() ? " past" : ""}` }, h("label", { for: "as-of" }, word("shell.asOf")), day,
        at.asOf !== today() ? h("button", { type: "button", class: "small", id: "to-today", onclick: () => go({ asOf: today() }) }, word("shell.today")) : null),
      may("knownAt") ? this.clock() : null,
      h("button", { type: "button", id: "language", lang: language() === "zh" ? "en" : "zh-CN", title: word("shell.language"), onclick: () => { speak(language() === "zh" ? "en" : "zh"); this.acts.spoken(); } }, language() === "zh" ? "EN" : "中文"),
      this.person(),
    );
  }

  /** The second clock: what the system knew at an instant. */
  private clock(): HTMLElement {
    const at = where();
    const name = at.knownAt ? word("shell.knownThen", at.knownAt.slice(0, 16).replace("T", " ")) : word("shell.known");
    const made = menu("known", name, () => {
      const input = h("input", { type: "datetime-local", id: "known-at", "aria-label": word("shell.knownAt"), value: at.knownAt.slice(0, 16) });
      const set = (value: string): void => {
        closeMenu();
        go({ knownAt: value });
      };
      return [
        h("p", { class: "hint" }, word("shell.knownHint")),
        input,
        h("div", { class: "acts" },
          h("button", { type: "button", id: "known-set", onclick: () => set(input.value ? `${input.value}:00Z` : "") }, word("shell.set")),
          h("button", { type: "button", id: "known-now", onclick: () => set("") }, word("shell.now"))),
      ];
    });
    if (at.knownAt) made.classList.add("past");
    return made;
  }

  private person(): HTMLElement {
    const who = whoIsIn();
    return menu("person", who?.name ?? "", () => {
      const purpose = h("select", { id: "purpose", onchange: () => { statePurpose(purpose.value); this.acts.spoken(); } },
        (who ? purposes(who) : []).map((one) => h("option", { value: one, selected: one === purposeStated() }, one)));
      const light = h("select", { id: "light", onchange: () => { keep("light", light.value); applyLight(); this.acts.lit(); } },
        (["auto", "light", "dark"] as const).map((one) => h("option", { value: one, selected: one === keptLight() }, word(`light.${one}`))));
      return [
        h("p", { class: "hint" }, who?.office ?? ""),
        h("div", { class: "field" }, h("label", { for: "purpose" }, word("shell.purpose")), purpose),
        h("div", { class: "field" }, h("label", { for: "light" }, word("shell.light")), light),
        h("button", { type: "button", class: "item", id: "help-open", onclick: () => { closeMenu(); this.acts.help(); } }, word("help.name")),
        h("button", { type: "button", class: "item", id: "sign-out", onclick: () => void signOut().finally(() => location.assign("/")) }, word("shell.signOut")),
      ];
    });
  }
}
