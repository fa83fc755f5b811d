// How kinds are named and drawn: glyph, colour and shape from the service's schema, fitted to light and dark.
import { get } from "./api";
import type { KindLegend, SchemaAnswer } from "./shapes";
import { language, word } from "./words/words";

let known: SchemaAnswer = { subjects: {}, records: {}, ties: {} };

const PRODUCTS: Record<string, KindLegend> = {
  Measure: { label: "措施", label_en: "measure", glyph: "措", colour: "#8c1d40", shape: "octagon" },
  Proposal: { label: "提议（待认定）", label_en: "proposal", glyph: "拟", colour: "#7a5900", shape: "octagon" },
  Alert: { label: "关联提示", label_en: "alert", glyph: "示", colour: "#5b6470", shape: "octagon" },
};
const UNKNOWN: KindLegend = { label: "？", label_en: "?", glyph: "？", colour: "#5b6470", shape: "square" };

export async function loadLegend(): Promise<void> {
  known = await get<SchemaAnswer>("/schema");
}

export function kindOf(kind: string | null | undefined): KindLegend {
  const name = kind ?? "";
  return known.subjects[name] ?? known.records[name] ?? PRODUCTS[name] ?? UNKNOWN;
}

export function kindName(kind: string | null | undefined): string {
  const one = kindOf(kind);
  if (one === UNKNOWN && kind && known.ties[kind]) return tieName(kind);
  return language() === "zh" ? one.label : one.label_en;
}

export function tieName(tie: string): string {
  const one = known.ties[tie];
  if (one !== undefined) return language() === "zh" ? one.label : one.label_en;
  return tie === "CONTROLS" ? word("tie.controls") : tie === "RESULTS" ? word("tie.results") : tie;
}

export function tieKinds(): string[] {
  return Object.keys(known.ties);
}

export function isPublic(kind: string): boolean {
  return known.subjects[kind]?.public === true;
}

/** cytoscape's name of a shape; the schema's own words are vis-network's. */
export function drawnShape(kind: string): string {
  const shapes: Record<string, string> = {
    dot: "ellipse",
    square: "round-rectangle",
    triangle: "round-pentagon",
    diamond: "round-diamond",
    octagon: "round-octagon",
  };
  return shapes[kindOf(kind).shape] ?? "round-rectangle";
}

/** A colour as far from the ground as it has to be: lightened on a dark one. */
export function colourOf(kind: string, dark: boolean): string {
  return dark ? lighter(kindOf(kind).colour, 0.28) : kindOf(kind).colour;
}

function lighter(colour: string, part: number): string {
  const number = Number.parseInt(colour.slice(1), 16);
  const mixed = [number >> 16, (number >> 8) & 255, number & 255].map((one) => Math.round(one + (255 - one) * part));
  return `#${mixed.map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}
