// Exploring: from one subject or document to what stands around it, as far as somebody goes on.
import { clocks, get, post } from "../api";
import type { Point } from "../canvas/board";
import { MOST_NODES } from "../canvas/board";
import { centre } from "../layout/boxes";
import { ABOVE, compass } from "../layout/compass";
import { freeCells } from "../layout/free_cells";
import { layered } from "../layout/layered";
import { tieName } from "../legend";
import { nodePanel } from "../panel/node";
import { where } from "../place";
import { savedView } from "../saved_view";
import type { Graph, GraphNode, GraphTie, Group, Surroundings } from "../shapes";
import type { Stage, StageActs } from "../stage";
import { toast } from "../toast";
import { word } from "../words/words";
import type { View } from "./view";

const FIRST = { each: 9, limit: 59 };
const PAGE = 100;

export class Explore implements View, StageActs {
  private stop = new AbortController();
  /** Everybody that was brought onto the canvas, whatever the day: another day may show him again. */
  private readonly brought = new Set<string>();

  constructor(private readonly stage: Stage) {}

  async open(): Promise<void> {
    const saved = savedView(location.hash);
    this.stage.play(this);
    if (saved !== null) {
      for (const id of saved.ids) this.brought.add(id);
      for (const tie of saved.hidden) this.stage.board.hiddenTies.add(tie);
      const graph = await this.among(saved.ids);
      this.stage.board.start(graph.nodes, graph.ties, saved.places, where().of);
      for (const id of saved.pinned) if (this.stage.board.nodes.has(id)) this.stage.board.pin(id);
    } else {
      await this.middle();
    }
    this.stage.canvas.fit();
    this.select(where().of);
    void this.count();
  }

  /** The picture around the middle, or again for another day. */
  private async middle(): Promise<void> {
    const id = where().of;
    const found = await this.around(id, { ...FIRST });
    for (const node of found.nodes) this.brought.add(node.id);
    this.brought.add(found.subject.id);
    const here = new Set([found.subject.id, ...found.nodes.map((node) => node.id)]);
    const elsewhere = [...this.brought].filter((id) => !here.has(id));
    const extra = elsewhere.length > 0 ? await this.others(here, elsewhere) : { nodes: [], ties: [] };
    const nodes = [found.subject, ...found.nodes, ...extra.nodes];
    const ties = [...found.ties, ...extra.ties];
    const more = this.moreNodes(found);
    const places = compass(found.subject.id, [...nodes, ...more.nodes], [...ties, ...more.ties]);
    this.settle(nodes, places);
    const kept = this.stage.board.places;
    if (this.stage.board.focus === found.subject.id && kept.size > 0) {
      for (const [node, place] of kept) if (!node.startsWith("more.")) places.set(node, place);
      this.stage.board.replace([...nodes, ...more.nodes], ties, places);
    } else {
      this.stage.board.start([...nodes, ...more.nodes], ties, places, found.subject.id);
    }
    this.stage.board.groups.set(found.subject.id, found.groups);
    this.stage.board.changed();
    this.tell();
    if (elsewhere.length === 0) void this.between(here, new Set());
  }

  /** Ties among those who are shown already: they come after the picture, nobody waits for them. */
  private async between(ids: Iterable<string>, news: Set<string>): Promise<void> {
    try {
      const graph = await this.among([...ids]);
      const wanted = (tie: GraphTie): boolean => !ABOVE.includes(tie.tie) || news.has(tie.source) || news.has(tie.target);
      this.stage.board.enrich(graph.ties.filter(wanted));
    } catch {
      // The picture stands without them.
    }
  }

  /** Who was brought in from elsewhere, as the day has it; whoever is tied to nobody then is not there. */
  private async others(here: Set<string>, ids: string[]): Promise<Graph> {
    const graph = await this.among([...here, ...ids]);
    const tied = new Set(graph.ties.flatMap((tie) => [tie.source, tie.target]));
    return {
      nodes: graph.nodes.filter((node) => !here.has(node.id) && tied.has(node.id)),
      ties: graph.ties.filter((tie) => !ABOVE.includes(tie.tie) || ids.includes(tie.source) || ids.includes(tie.target)),
    };
  }

  /** How much of what stands around the middle is on the canvas. */
  private tell(): void {
    const board = this.stage.board;
    const groups = board.groups.get(board.focus) ?? [];
    const shown = groups.reduce((sum, one) => sum + this.ofGroup(board.focus, one), 0);
    const all = groups.reduce((sum, one) => sum + one.holding + (where().ended ? one.ended : 0), 0);
    if (all > shown) this.stage.say(word("explore.some", shown, all));
    else if (all === 0) this.stage.say(word("explore.alone", where().asOf));
    else this.stage.say("");
  }

  private around(id: string, more: Record<string, string | number>): Promise<Surroundings> {
    return get<Surroundings>(`/surroundings/${id}`, { ended: where().ended, ...more }, this.stop.signal);
  }

  private async among(ids: string[]): Promise<Graph> {
    const graph = await post<Graph>("/surroundings/among", { ids: ids.slice(0, MOST_NODES), ...clocks() }, this.stop.signal);
    return { nodes: graph.nodes, ties: graph.ties.filter((tie) => where().ended || tie.holds !== "no") };
  }

  /** Stand-ins "+N" for what a group has beyond the first. */
  private moreNodes(found: Surroundings): Graph {
    const nodes: GraphNode[] = [];
    const ties: GraphTie[] = [];
    for (const group of found.groups) {
      const shown = countOf(found.ties, found.subject.id, group);
      const rest = group.holding + (where().ended ? group.ended : 0) - shown;
      if (rest <= 0) continue;
      const id = `more.${group.tie}.${group.direction}`;
      nodes.push({ id, shape: "more", kind: "", name: `${tieName(group.tie)} +${rest}` });
      const [source, target] = group.direction === "in" ? [id, found.subject.id] : [found.subject.id, id];
      ties.push(pseudo(group, source, target));
    }
    return { nodes, ties };
  }

  select(id: string): void {
    const board = this.stage.board;
    const shown = id || board.focus;
    nodePanel(this.stage, shown, {
      expand: (node, group) => void this.expandGroup(node, group),
      collapse: (node) => {
        const leaves = board.leavesOf(node);
        if (leaves.length === 0) toast(word("collapse.nothing"));
        else board.remove(leaves);
      },
    });
  }

  expand(id: string): void {
    void this.expandGroup(id, null);
  }

  more(id: string): void {
    const [, tie = "", direction] = id.split(".");
    void this.expandGroup(this.stage.board.focus, { tie, direction: direction === "in" ? "in" : "out", holding: 0, ended: 0 });
  }

  /** Bring in what stands around somebody: one group further, or the first of each. */
  private async expandGroup(id: string, group: Group | null): Promise<void> {
    const board = this.stage.board;
    const already = group === null ? 0 : this.ofGroup(id, group);
    const asked = group === null ? { each: 9, limit: 60 } : { tie: group.tie, direction: group.direction, after: already, limit: PAGE };
    let found: Surroundings;
    try {
      found = await this.around(id, asked);
    } catch (error) {
      if ((error as Error).name !== "AbortError") toast((error as Error).message, "bad");
      return;
    }
    const fresh = found.nodes.filter((node) => !board.nodes.has(node.id));
    for (const node of fresh) this.brought.add(node.id);
    const taken = [...board.places].filter(([node]) => board.nodes.has(node)).map(([, place]) => place);
    const around = board.places.get(id) ?? { x: 0, y: 0 };
    const places = freeCells(fresh.map((node) => node.id), around, taken, id === board.focus ? this.opposite(group) : centre(taken));
    const news = new Set(fresh.map((node) => node.id));
    board.groups.set(id, found.groups);
    const unplaced = board.add(fresh, found.ties, places);
    if (id === board.focus && this.refreshMore(found.groups)) board.changed();
    this.tell();
    if (unplaced > 0 || (board.nodes.size >= MOST_NODES && found.next !== null)) {
      this.stage.say(word("explore.full", MOST_NODES, found.total));
    } else if (fresh.length === 0) toast(word("expand.nothingNew"));
    this.stage.choose(id);
    if (fresh.length > 0) this.stage.canvas.fit();
    void this.between([...board.nodes.keys()].filter((one) => !one.startsWith("more.")), news);
    void this.count();
  }

  /** From where newcomers stay away: the side opposite to the one their kind belongs on. */
  private opposite(group: Group | null): Point {
    if (group === null) return centre(this.stage.board.places.values());
    if (group.tie === "SHAREHOLDER_OF") return { x: 0, y: group.direction === "in" ? 900 : -900 };
    return group.direction === "in" ? { x: 900, y: 0 } : { x: -900, y: 0 };
  }

  private refreshMore(groups: Group[]): boolean {
    const board = this.stage.board;
    let changed = false;
    const nodes = board.nodes as Map<string, GraphNode>;
    for (const group of groups) {
      const id = `more.${group.tie}.${group.direction}`;
      const known = nodes.get(id);
      if (known === undefined) continue;
      const rest = group.holding + (where().ended ? group.ended : 0) - this.ofGroup(board.focus, group);
      changed = true;
      if (rest <= 0) nodes.delete(id);
      else nodes.set(id, { ...known, name: `${tieName(group.tie)} +${rest}` });
    }
    return changed;
  }

  private ofGroup(id: string, group: Group): number {
    return countOf([...this.stage.board.ties.values()], id, group);
  }

  /** Ask what stands behind everybody who has no badge yet; nobody waits for it. */
  private async count(): Promise<void> {
    const board = this.stage.board;
    const ids = [...board.nodes.values()]
      .filter((node) => node.shape !== "more" && !board.groups.has(node.id))
      .map((node) => node.id)
      .slice(0, 150);
    if (ids.length === 0) return;
    try {
      const counted = await post<{ counts: Record<string, Group[]> }>("/surroundings/counts", { ids, ...clocks() }, this.stop.signal);
      for (const [id, groups] of Object.entries(counted.counts)) board.groups.set(id, groups);
      board.changed();
    } catch {
      // Without badges the picture is still the picture.
    }
  }

  /** Whoever has no place in the compass finds one beside it. */
  private settle(nodes: GraphNode[], places: Map<string, Point>): void {
    const known = this.stage.board.places;
    const homeless = nodes.filter((node) => !places.has(node.id));
    for (const node of homeless) {
      const place = known.get(node.id);
      if (place !== undefined) places.set(node.id, place);
    }
    const rest = homeless.filter((node) => !places.has(node.id)).map((node) => node.id);
    for (const [id, place] of freeCells(rest, { x: 0, y: 0 }, [...places.values()], { x: 0, y: -400 })) places.set(id, place);
  }

  arrange(): void {
    const board = this.stage.board;
    const nodes = [...board.nodes.values()];
    const reached = new Set(board.visibleTies().flatMap((tie) => (tie.source === board.focus || tie.target === board.focus ? [tie.source, tie.target] : [])));
    if (reached.size >= nodes.filter((node) => node.shape !== "more").length * 0.85) {
      const places = compass(board.focus, nodes, board.visibleTies());
      this.settle(nodes, places);
      board.arrange(places);
    } else {
      board.arrange(layered(nodes.filter((node) => node.shape !== "more"), board.visibleTies(), "down"));
    }
    this.stage.canvas.fit();
  }

  async again(): Promise<void> {
    this.stop.abort();
    this.stop = new AbortController();
    if (where().of === this.stage.board.focus) {
      await this.middle();
      this.select(this.stage.canvas.selected());
      void this.count();
    } else {
      this.brought.clear();
      await this.open();
    }
  }

  leave(): void {
    this.stop.abort();
  }
}

function countOf(ties: GraphTie[], id: string, group: Group): number {
  return ties.filter((tie) => tie.tie === group.tie && (group.direction === "in" ? tie.target : tie.source) === id).length;
}

function pseudo(group: Group, source: string, target: string): GraphTie {
  return {
    id: `${source}-${target}`, tie: group.tie, source, target, from: null, to: null, holds: "yes", share: null,
    certainty: null, properties: {}, at: { document: "", line: 0, recorded: "" },
  };
}
