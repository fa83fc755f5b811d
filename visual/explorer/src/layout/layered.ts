// Layers: ownership from holders down to what they hold, propagation from the document on the left to whom it reaches.
import { Graph, layout } from "@dagrejs/dagre";
import type { Point } from "../canvas/board";
import { width } from "../canvas/lettering";
import type { GraphNode, GraphTie } from "../shapes";

export type Direction = "down" | "right";

/**
 * Places in layers along the ties; where ties run in a ring, one of them runs back. A tie that would run through others
 * on its way is bent around them (its `bend`).
 */
export function layered(nodes: GraphNode[], ties: GraphTie[], direction: Direction, against?: Set<string>): Map<string, Point> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: direction === "down" ? "TB" : "LR",
    nodesep: direction === "down" ? 46 : 54,
    ranksep: direction === "down" ? 104 : 150,
    edgesep: 24,
    acyclicer: "greedy",
    ranker: "network-simplex",
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    const wide = Math.min(width(node.name), 22) * 6.6 + 16;
    graph.setNode(node.id, { width: Math.max(wide, 90), height: 84 });
  }
  const known = new Set(nodes.map((node) => node.id));
  const drawn = ties.filter((tie) => known.has(tie.source) && known.has(tie.target) && tie.source !== tie.target);
  const steps = drawn.map((tie): Step => (against?.has(tie.id) ? [tie.target, tie.source, tie] : [tie.source, tie.target, tie]));
  const back = closing(nodes, steps.filter(([, , tie]) => !tie.derived));
  for (const [first, second, tie] of steps) {
    const [from, to] = back.has(tie.id) ? [second, first] : [first, second];
    if (tie.derived && tie.tie === "CONTROLS") continue;
    graph.setEdge(from, to, { weight: tie.derived ? 1 : 3, minlen: 1 }, tie.id);
  }
  layout(graph);
  const places = new Map<string, Point>();
  for (const node of nodes) {
    const { x, y } = graph.node(node.id) as Point;
    places.set(node.id, { x, y });
  }
  for (const [from, to, tie] of steps) {
    const [first, second] = back.has(tie.id) ? [to, from] : [from, to];
    const way = graph.hasEdge(first, second, tie.id) ? (graph.edge(first, second, tie.id) as { points?: Point[] }).points : undefined;
    const bend = bendOf(places.get(tie.source), places.get(tie.target), way, back.has(tie.id));
    if (bend === 0) delete tie.bend;
    else tie.bend = bend;
  }
  return places;
}

/** How far a tie swings out, to the side on which its way through the layers lies. */
function bendOf(from: Point | undefined, to: Point | undefined, way: Point[] | undefined, isBack: boolean): number {
  if (from === undefined || to === undefined) return 0;
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  let most = 0;
  for (const point of way ?? []) {
    const aside = ((point.x - from.x) * (to.y - from.y) - (point.y - from.y) * (to.x - from.x)) / long;
    if (Math.abs(aside) > Math.abs(most)) most = aside;
  }
  const passes = isBack || (way?.length ?? 0) > 3;
  if (!passes) return 0;
  return Math.abs(most) < 22 ? (isBack ? 90 : 0) : Math.round(-most * 1.9);
}

type Step = [from: string, to: string, tie: GraphTie];

/** Ties that close a ring, met walking from those whom nobody holds: they run back, the others run on. */
function closing(nodes: GraphNode[], steps: Step[]): Set<string> {
  const onward = new Map<string, Step[]>();
  const held = new Set<string>();
  for (const step of steps) {
    onward.set(step[0], [...(onward.get(step[0]) ?? []), step]);
    held.add(step[1]);
  }
  const state = new Map<string, "open" | "done">();
  const back = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, "open");
    for (const [, to, tie] of onward.get(id) ?? []) {
      if (state.get(to) === "open") back.add(tie.id);
      else if (state.get(to) === undefined) visit(to);
    }
    state.set(id, "done");
  };
  const first = nodes.filter((node) => !held.has(node.id));
  for (const node of [...first, ...nodes]) if (!state.has(node.id)) visit(node.id);
  return back;
}
