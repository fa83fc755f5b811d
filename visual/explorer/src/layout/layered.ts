// Layers: ownership from holders down to what they hold, propagation from the document on the left to whom it reaches.
import { Graph, layout } from "@dagrejs/dagre";
import type { Point } from "../canvas/board";
import { width } from "../canvas/lettering";
import type { GraphNode, GraphTie } from "../shapes";

export type Direction = "down" | "right";

/** Places in layers along the ties; where ties run in a ring, one of them runs back. */
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
  for (const tie of ties) {
    if (!known.has(tie.source) || !known.has(tie.target) || tie.source === tie.target) continue;
    const [from, to] = against?.has(tie.id) ? [tie.target, tie.source] : [tie.source, tie.target];
    graph.setEdge(from, to, { weight: tie.derived ? 1 : 3, minlen: 1 }, tie.id);
  }
  layout(graph);
  const places = new Map<string, Point>();
  for (const node of nodes) {
    const { x, y } = graph.node(node.id) as Point;
    places.set(node.id, { x, y });
  }
  return places;
}
