// What lies on the canvas: nodes, ties, places and pins, with every step undoable. It knows nothing of how it is drawn.
import type { GraphNode, GraphTie, Group } from "../shapes";

export interface Point {
  x: number;
  y: number;
}

interface Layer {
  nodes: Map<string, GraphNode>;
  ties: Map<string, GraphTie>;
  places: Map<string, Point>;
  pinned: Set<string>;
  focus: string;
}

export const MOST_NODES = 300;

function empty(): Layer {
  return { nodes: new Map(), ties: new Map(), places: new Map(), pinned: new Set(), focus: "" };
}

function copy(layer: Layer): Layer {
  return {
    nodes: new Map(layer.nodes),
    ties: new Map(layer.ties),
    places: new Map(layer.places),
    pinned: new Set(layer.pinned),
    focus: layer.focus,
  };
}

export class Board {
  private now: Layer = empty();
  private past: Layer[] = [];
  private ahead: Layer[] = [];
  /** Kinds of tie that are not shown; filtering is no step, it changes nothing that lies here. */
  readonly hiddenTies = new Set<string>();
  /** Ties of each node by kind, as its badge says. */
  readonly groups = new Map<string, Group[]>();
  private listeners: (() => void)[] = [];

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  get focus(): string {
    return this.now.focus;
  }

  get nodes(): ReadonlyMap<string, GraphNode> {
    return this.now.nodes;
  }

  get ties(): ReadonlyMap<string, GraphTie> {
    return this.now.ties;
  }

  get places(): ReadonlyMap<string, Point> {
    return this.now.places;
  }

  get pinned(): ReadonlySet<string> {
    return this.now.pinned;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.ahead.length > 0;
  }

  /** Ties that are seen: of a kind that is shown, between nodes that lie here. */
  visibleTies(): GraphTie[] {
    return [...this.now.ties.values()].filter((tie) => !this.hiddenTies.has(tie.tie));
  }

  /** Begin anew: what was there is gone, and cannot be undone into. */
  start(nodes: Iterable<GraphNode>, ties: Iterable<GraphTie>, places: Map<string, Point>, focus: string): void {
    this.past = [];
    this.ahead = [];
    this.groups.clear();
    this.now = empty();
    this.now.focus = focus;
    this.now.places = places;
    for (const node of nodes) this.now.nodes.set(node.id, node);
    this.enter(ties);
    this.changed();
  }

  /** Add nodes and ties, as one step; returns how many nodes found no room (the canvas holds so many). */
  add(nodes: Iterable<GraphNode>, ties: Iterable<GraphTie>, places: Map<string, Point>): number {
    this.step();
    let left = 0;
    for (const node of nodes) {
      if (this.now.nodes.has(node.id)) continue;
      if (this.now.nodes.size >= MOST_NODES) {
        left += 1;
        continue;
      }
      this.now.nodes.set(node.id, node);
      const place = places.get(node.id);
      if (place !== undefined) this.now.places.set(node.id, place);
    }
    this.enter(ties);
    this.changed();
    return left;
  }

  /** Ties between those who lie here already, found out after they were laid: no step of its own. */
  enrich(ties: Iterable<GraphTie>): void {
    this.enter(ties);
    this.changed();
  }

  /** Other nodes and ties in place of these (another day, ended ones too); those that stay keep their places. */
  replace(nodes: Iterable<GraphNode>, ties: Iterable<GraphTie>, places: Map<string, Point>): void {
    const pinned = new Set(this.now.pinned);
    const focus = this.now.focus;
    const kept = this.now.places;
    this.start(nodes, ties, places, focus);
    for (const [id, place] of kept) if (this.now.nodes.has(id) && pinned.has(id)) this.now.places.set(id, place);
    this.now.pinned = new Set([...pinned].filter((id) => this.now.nodes.has(id)));
    this.changed();
  }

  remove(ids: Iterable<string>): void {
    this.step();
    for (const id of ids) {
      this.now.nodes.delete(id);
      this.now.pinned.delete(id);
      for (const tie of [...this.now.ties.values()]) {
        if (tie.source === id || tie.target === id) this.now.ties.delete(tie.id);
      }
    }
    this.changed();
  }

  pin(id: string): void {
    this.step();
    if (!this.now.pinned.delete(id)) this.now.pinned.add(id);
    this.changed();
  }

  /** Somebody moved a node: that is a step, and it stays where it was put. */
  move(id: string, place: Point): void {
    this.step();
    this.now.places.set(id, place);
    this.now.pinned.add(id);
    this.changed();
  }

  /** A different arrangement of what lies here, as one step; what is pinned stays. */
  arrange(places: Map<string, Point>): void {
    this.step();
    for (const [id, place] of places) if (!this.now.pinned.has(id)) this.now.places.set(id, place);
    this.changed();
  }

  undo(): void {
    const before = this.past.pop();
    if (before === undefined) return;
    this.ahead.push(this.now);
    this.now = before;
    this.changed();
  }

  redo(): void {
    const after = this.ahead.pop();
    if (after === undefined) return;
    this.past.push(this.now);
    this.now = after;
    this.changed();
  }

  /** Neighbours on the canvas that are tied to nothing else here: what collapsing takes away. */
  leavesOf(id: string): string[] {
    const beside = new Map<string, Set<string>>();
    for (const tie of this.now.ties.values()) {
      add(beside, tie.source, tie.target);
      add(beside, tie.target, tie.source);
    }
    return [...(beside.get(id) ?? [])].filter(
      (other) => other !== this.now.focus && !this.now.pinned.has(other) && beside.get(other)?.size === 1,
    );
  }

  private enter(ties: Iterable<GraphTie>): void {
    for (const tie of ties) {
      if (this.now.nodes.has(tie.source) && this.now.nodes.has(tie.target)) this.now.ties.set(tie.id, tie);
    }
  }

  private step(): void {
    this.past.push(copy(this.now));
    if (this.past.length > 100) this.past.shift();
    this.ahead = [];
  }
}

function add(beside: Map<string, Set<string>>, one: string, other: string): void {
  const known = beside.get(one);
  if (known === undefined) beside.set(one, new Set([other]));
  else known.add(other);
}
