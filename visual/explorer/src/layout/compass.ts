// A neighbourhood as a compass: holders above, holdings below, people to the left, documents to the right.
import type { Point } from "../canvas/board";
import type { GraphNode, GraphTie } from "../shapes";

type Side = "up" | "down" | "left" | "right";
const CELL = { x: 156, y: 104 };
const TALL = 84;
const ROLES = ["LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "HOLDS_POST_IN"];
const HOLDING = ["SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"];
export const ABOVE = ["SUPERVISED_BY", "AUDITED_BY", "DISCIPLINED_BY", "PERSONNEL_UNDER", "BELONGS_TO"];
const ORDER = [...HOLDING, "BRANCH_OF", ...ROLES];

/** On which side of the middle a tie's other end belongs. */
export function sideOf(tie: GraphTie, middle: string, other: GraphNode): Side {
  const leaves = tie.source === middle;
  if (HOLDING.includes(tie.tie)) return leaves ? "down" : "up";
  if (tie.tie === "BRANCH_OF") return leaves ? "up" : "down";
  if (ABOVE.includes(tie.tie)) return leaves ? "up" : "down";
  if (ROLES.includes(tie.tie)) return leaves ? "down" : "left";
  if (other.shape === "record") return "right";
  return leaves ? "right" : "left";
}

/** Places around a middle, each kind of tie together, nobody on top of another. */
export function compass(middle: string, nodes: GraphNode[], ties: GraphTie[]): Map<string, Point> {
  const sides = sorted(middle, nodes, ties);
  const places = new Map<string, Point>([[middle, { x: 0, y: 0 }]]);
  const half = (Math.max(widthOf(sides.up), widthOf(sides.down)) * CELL.x) / 2;
  const tall = (Math.max(heightOf(sides.left), heightOf(sides.right)) * TALL) / 2;
  const outward = half <= 330;
  const beside = outward ? Math.max(270, half + 150) : 270;
  const away = outward || tall < 100 ? 190 : Math.max(190, tall + 90);
  rows(sides.up, -1, away, places);
  rows(sides.down, 1, away, places);
  columns(sides.left, -1, beside, places);
  columns(sides.right, 1, beside, places);
  return places;
}

/** Who belongs on which side, kinds of tie together; what stands for the rest of a kind stands with that kind. */
function sorted(middle: string, nodes: GraphNode[], ties: GraphTie[]): Record<Side, string[]> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const sides: Record<Side, string[]> = { up: [], down: [], left: [], right: [] };
  const ofKind = new Map<string, Side>();
  const seen = new Set([middle]);
  const ordered = [...ties].sort((one, two) => rank(one) - rank(two) || Number(isMore(one)) - Number(isMore(two)));
  for (const tie of ordered) {
    const other = tie.source === middle ? tie.target : tie.source;
    const node = known.get(other);
    if (node === undefined || seen.has(other) || (tie.source !== middle && tie.target !== middle)) continue;
    seen.add(other);
    const kind = `${tie.tie} ${tie.source === middle}`;
    const side = (node.shape === "more" ? ofKind.get(kind) : undefined) ?? sideOf(tie, middle, node);
    ofKind.set(kind, side);
    sides[side].push(other);
  }
  return sides;
}

function isMore(tie: GraphTie): boolean {
  return tie.id.includes("more.");
}

function rank(tie: GraphTie): number {
  const place = ORDER.indexOf(tie.tie);
  return place < 0 ? ORDER.length : place;
}

function widthOf(ids: string[]): number {
  if (ids.length > 16) return 10;
  return ids.length > 8 ? Math.ceil(ids.length / 2) : ids.length;
}

function heightOf(ids: string[]): number {
  if (ids.length > 21) return 9;
  return ids.length > 12 ? 7 : Math.min(ids.length, 6);
}

function rows(ids: string[], way: number, away: number, places: Map<string, Point>): void {
  const wide = Math.max(1, widthOf(ids));
  ids.forEach((id, at) => {
    const row = Math.floor(at / wide);
    const inRow = Math.min(wide, ids.length - row * wide);
    const shift = row % 2 === 1 && inRow === wide ? 0.5 : 0;
    const x = ((at % wide) - (inRow - 1) / 2 + shift) * CELL.x;
    places.set(id, { x, y: way * (away + row * CELL.y * 1.1) });
  });
}

function columns(ids: string[], way: number, beside: number, places: Map<string, Point>): void {
  const tall = Math.max(1, heightOf(ids));
  ids.forEach((id, at) => {
    const column = Math.floor(at / tall);
    const inColumn = Math.min(tall, ids.length - column * tall);
    const shift = column % 2 === 1 ? 0.5 : 0;
    const y = ((at % tall) - (inColumn - 1) / 2 + shift) * TALL;
    places.set(id, { x: way * (beside + column * 178), y });
  });
}
