// Every word of the page, Chinese first; a key names its place, a number in braces what is put in.
import { keep, keptLanguage } from "../preferences";
import { CANVAS } from "./canvas";
import { FRAME } from "./frame";
import { PANEL } from "./panel";
import { PROPERTIES } from "./properties";
import { WORK } from "./work";

const WORDS = { ...FRAME, ...CANVAS, ...PANEL, ...WORK } as const;

export type Word = keyof typeof WORDS;
export type Language = "zh" | "en";

let current: Language = keptLanguage();

export function language(): Language {
  return current;
}

export function speak(chosen: Language): void {
  current = chosen;
  keep("language", chosen);
  applyLanguage();
}

export function applyLanguage(): void {
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  document.title = word("title");
}

export function word(key: Word, ...values: (string | number)[]): string {
  const text: string = WORDS[key][current === "zh" ? 0 : 1];
  return text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}

/** A word whose key is made of data; the given text where there is none. */
export function wordOr(key: string, otherwise: string): string {
  return key in WORDS ? word(key as Word) : otherwise;
}

/** What a property of a fact is called. */
export function propertyName(name: string): string {
  const known = PROPERTIES[name];
  return known === undefined ? name : known[current === "zh" ? 0 : 1];
}

/** Of two texts the one in the language that is spoken. */
export function either(zh: string | null | undefined, en: string | null | undefined): string {
  return (current === "en" && en ? en : zh) ?? "";
}
