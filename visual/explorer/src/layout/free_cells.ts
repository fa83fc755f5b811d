// Room for newcomers: free cells near whom they belong to, on the side away from everybody else. Nobody else moves.
import type { Point } from "../canvas/board";

const CELL = { x: 172, y: 104 };

/** Places for ids around a node, none of them nearer than a cell to what is taken. */
export function freeCells(ids: string[], around: Point, taken: Point[], away: Point): Map<string, Point> {
  const direction = heading(around, away);
  const used = [...taken];
  const places = new Map<string, Point>();
  const aim = { x: around.x + direction.x * CELL.x * 2, y: around.y + direction.y * CELL.y * 2 };
  const reach = Math.ceil(Math.sqrt(ids.length + taken.length)) + 4;
  const cells: Point[] = [];
  for (let row = -reach; row <= reach; row += 1) {
    for (let column = -reach; column <= reach; column += 1) {
      const shift = row % 2 === 0 ? 0 : 0.5;
      cells.push({ x: aim.x + (column + shift) * CELL.x, y: aim.y + row * CELL.y });
    }
  }
  cells.sort((one, two) => distance(one, aim) - distance(two, aim));
  let next = 0;
  for (const id of ids) {
    while (next < cells.length && !isFree(cells[next] as Point, used)) next += 1;
    const cell = cells[next] ?? { x: aim.x + next * 7, y: aim.y + next * 5 };
    next += 1;
    places.set(id, cell);
    used.push(cell);
  }
  return places;
}

function isFree(cell: Point, used: Point[]): boolean {
  return used.every((one) => Math.abs(one.x - cell.x) >= CELL.x * 0.82 || Math.abs(one.y - cell.y) >= CELL.y * 0.8);
}

function heading(from: Point, away: Point): Point {
  const x = from.x - away.x;
  const y = from.y - away.y;
  const long = Math.hypot(x, y);
  return long < 1 ? { x: 0, y: 1 } : { x: x / long, y: y / long };
}

function distance(one: Point, two: Point): number {
  return Math.hypot((one.x - two.x) / CELL.x, (one.y - two.y) / CELL.y);
}
