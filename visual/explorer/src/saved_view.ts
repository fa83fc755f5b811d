// A view as a link: who lies where, by opaque id. No name, no number, nothing about anybody; a fragment is never sent.
import type { Board, Point } from "./canvas/board";

export interface SavedView {
  ids: string[];
  places: Map<string, Point>;
  pinned: string[];
  hidden: string[];
}

const FORM = "v1.";

export function fragmentOf(board: Board): string {
  const nodes = [...board.nodes.values()].filter((node) => node.shape !== "more" && node.shape !== "product");
  const rows = nodes.map((node) => {
    const place = board.places.get(node.id) ?? { x: 0, y: 0 };
    return [node.id, Math.round(place.x), Math.round(place.y), board.pinned.has(node.id) ? 1 : 0].join(",");
  });
  return FORM + [rows.join(";"), [...board.hiddenTies].join(",")].join("|");
}

/** What a fragment says; null where it is none of ours. */
export function savedView(fragment: string): SavedView | null {
  const text = decodeURIComponent(fragment.replace(/^#/, ""));
  if (!text.startsWith(FORM)) return null;
  const [rows = "", hidden = ""] = text.slice(FORM.length).split("|");
  const view: SavedView = { ids: [], places: new Map(), pinned: [], hidden: hidden.split(",").filter((one) => /^[A-Z_]+$/.test(one)) };
  for (const row of rows.split(";").slice(0, 300)) {
    const [id = "", x, y, pinned] = row.split(",");
    if (!/^[A-Z][0-9a-f]{8,40}$/.test(id) || !Number.isFinite(Number(x)) || !Number.isFinite(Number(y))) continue;
    view.ids.push(id);
    view.places.set(id, { x: Number(x), y: Number(y) });
    if (pinned === "1") view.pinned.push(id);
  }
  return view.ids.length > 0 ? view : null;
}
