// A neighbourhood as a compass: holders above, holdings below, people to the left, documents to the right.
import type { Point } from "../canvas/board";
import type { GraphNode, GraphTie } from "../shapes";

type Side = "up" | "down" | "left" | "right";
const CELL = { x: 156, y: 104 };
const ROLES = ["LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "HOLDS_POST_IN"];
const HOLDING = ["SHAREHOLDER_OF", "EXECUTING_PARTNER_OF"];
const ABOVE = ["SUPERVISED_BY", "AUDITED_BY", "DISCIPLINED_BY", "PERSONNEL_UNDER", "BELONGS_TO"];
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
  const known = new Map(nodes.map((node) => [node.id, node]));
  const sides: Record<Side, string[]> = { up: [], down: [], left: [], right: [] };
  const seen = new Set([middle]);
  const ordered = [...ties].sort((one, two) => rank(one) - rank(two));
  for (const tie of ordered) {
    const other = tie.source === middle ? tie.target : tie.source;
    const node = known.get(other);
    if (node === undefined || seen.has(other) || (tie.source !== middle && tie.target !== middle)) continue;
    seen.add(other);
    sides[sideOf(tie, middle, node)].push(other);
  }
  const places = new Map<string, Point>([[middle, { x: 0, y: 0 }]]);
  const across = Math.max(1, Math.min(sides.up.length, 8), Math.min(sides.down.length, 8));
  const beside = Math.max(1, (across * CELL.x) / 2 > 560 ? 1.5 : 1);
  rows(sides.up, -1, places);
  rows(sides.down, 1, places);
  columns(sides.left, -1, beside, places);
  columns(sides.right, 1, beside, places);
  return places;
}

function rank(tie: GraphTie): number {
  const place = ORDER.indexOf(tie.tie);
  return place < 0 ? ORDER.length : place;
}

function rows(ids: string[], way: number, places: Map<string, Point>): void {
  const wide = ids.length > 16 ? 10 : ids.length > 8 ? Math.ceil(ids.length / 2) : Math.max(ids.length, 1);
  ids.forEach((id, at) => {
    const row = Math.floor(at / wide);
    const inRow = Math.min(wide, ids.length - row * wide);
    const shift = row % 2 === 1 && inRow === wide ? 0.5 : 0;
    const x = ((at % wide) - (inRow - 1) / 2 + shift) * CELL.x;
    places.set(id, { x, y: way * (190 + row * CELL.y * 1.1) });
  });
}

function columns(ids: string[], way: number, beside: number, places: Map<string, Point>): void {
  const tall = ids.length > 21 ? 9 : ids.length > 12 ? 7 : Math.min(Math.max(ids.length, 1), 6);
  ids.forEach((id, at) => {
    const column = Math.floor(at / tall);
    const inColumn = Math.min(tall, ids.length - column * tall);
    const shift = column % 2 === 1 ? 0.5 : 0;
    const y = ((at % tall) - (inColumn - 1) / 2 + shift) * 84;
    places.set(id, { x: way * (beside * 270 + column * 178), y: y * 1 });
  });
}

/** Clear the rows above and below of what stands beside them: columns that are tall push the rows out. */
export function spread(places: Map<string, Point>): Map<string, Point> {
  const side = [...places.values()].filter((place) => Math.abs(place.x) >= 260 && Math.abs(place.y) < 189);
  if (side.length === 0) return places;
  const boxes = [...places.entries()];
  for (const [id, place] of boxes) {
    if (Math.abs(place.y) < 189) continue;
    const blocked = boxes.some(
      ([other, there]) =>
        other !== id && Math.abs(there.y) < Math.abs(place.y) + 1 && Math.abs(there.x - place.x) < 120 && Math.abs(there.y - place.y) < 66,
    );
    if (blocked) places.set(id, { x: place.x, y: place.y + Math.sign(place.y) * 60 });
  }
  return places;
}
