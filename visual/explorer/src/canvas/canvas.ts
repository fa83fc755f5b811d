// The canvas: the board drawn by cytoscape, moved about by mouse, finger or keys. It decides nothing.
import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import { colourOf, drawnShape, tieName } from "../legend";
import { isDark } from "../preferences";
import type { GraphNode, GraphTie } from "../shapes";
import { word } from "../words/words";
import type { Board, Point } from "./board";
import { badgePicture, glyphPicture, NOTHING, pinPicture } from "./glyph";
import { broken, percent } from "./lettering";
import { palette } from "./palette";
import { stylesheet } from "./style";

export interface CanvasEvents {
  select(id: string): void;
  expand(id: string): void;
  more(id: string): void;
}

/** cytoscape writes one rule of style into the page unless an element of this id is there; the policy admits none. */
const ITS_STYLE = "__________cytoscape_stylesheet";
const LABELLED = 26;

export class Canvas {
  readonly cy: Core;
  private way = new Set<string>();
  private drawn = new Map<string, string>();

  constructor(
    readonly element: HTMLElement,
    private readonly board: Board,
    private readonly events: CanvasEvents,
  ) {
    if (document.getElementById(ITS_STYLE) === null) {
      const stand = document.createElement("template");
      stand.id = ITS_STYLE;
      document.head.appendChild(stand);
    }
    this.cy = cytoscape({
      container: element,
      minZoom: 0.12,
      maxZoom: 2.6,
      boxSelectionEnabled: false,
      selectionType: "single",
      style: stylesheet(palette(isDark())),
      layout: { name: "preset" },
    });
    this.cy.on("select", "node, edge", (event) => this.events.select(String(event.target.id())));
    this.cy.on("tap", (event) => {
      if (event.target === this.cy) this.events.select("");
    });
    this.cy.on("tap", "node.more", (event) => this.events.more(String(event.target.id())));
    this.cy.on("dbltap", "node", (event) => {
      if (!event.target.hasClass("more")) this.events.expand(String(event.target.id()));
    });
    this.cy.on("dragfree", "node", (event) => {
      const node = event.target as NodeSingular;
      this.board.move(node.id(), { ...node.position() });
    });
    this.cy.on("mouseover", "node", (event) => event.target.connectedEdges().addClass("near"));
    this.cy.on("mouseout", "node", (event) => event.target.connectedEdges().removeClass("near"));
    this.cy.on("mouseover", "edge", (event) => event.target.addClass("near"));
    this.cy.on("mouseout", "edge", (event) => event.target.removeClass("near"));
    board.onChange(() => this.draw());
  }

  /** Bring the canvas to what lies on the board; what did not change is not touched. */
  draw(): void {
    const wanted = new Map<string, ElementDefinition>();
    const ties = this.board.visibleTies();
    const degrees = new Map<string, number>();
    for (const tie of ties) {
      if (tie.derived) continue;
      degrees.set(tie.source, (degrees.get(tie.source) ?? 0) + 1);
      degrees.set(tie.target, (degrees.get(tie.target) ?? 0) + 1);
    }
    for (const node of this.board.nodes.values()) wanted.set(node.id, this.node(node, degrees.get(node.id) ?? 0));
    const beside = new Map<string, number>();
    const together = new Map<string, number>();
    const crowds = new Map<string, number>();
    const named = new Map<string, number>();
    for (const tie of ties) crowds.set(kindOfEnd(tie, this.board.focus), (crowds.get(kindOfEnd(tie, this.board.focus)) ?? 0) + 1);
    for (const tie of ties) if (tie.tie !== "CONTROLS") together.set(pairOf(tie), (together.get(pairOf(tie)) ?? 0) + 1);
    for (const tie of ties) {
      const place = beside.get(pairOf(tie)) ?? 0;
      beside.set(pairOf(tie), place + 1);
      const lift = (place - ((together.get(pairOf(tie)) ?? 1) - 1) / 2) * 17;
      const said = (named.get(kindOfEnd(tie, this.board.focus)) ?? 0) + 1;
      named.set(kindOfEnd(tie, this.board.focus), said);
      const crowd = crowds.get(kindOfEnd(tie, this.board.focus)) ?? 0;
      wanted.set(tie.id, this.tie(tie, ties.length > LABELLED || (crowd > 4 && said > 1), lift));
    }
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        if (!wanted.has(element.id())) {
          this.drawn.delete(element.id());
          element.remove();
        }
      });
      const fresh: ElementDefinition[] = [];
      for (const [id, definition] of wanted) if (!this.put(id, definition)) fresh.push(definition);
      if (fresh.length > 0) this.cy.add(fresh);
    });
  }

  /** Bring what is drawn already up to date; false where it is not drawn yet. */
  private put(id: string, definition: ElementDefinition): boolean {
    const print = JSON.stringify(definition);
    const before = this.drawn.get(id);
    this.drawn.set(id, print);
    if (before === undefined) return this.cy.getElementById(id).nonempty();
    if (before === print) return true;
    const known = this.cy.getElementById(id);
    known.data(definition.data);
    known.classes(definition.classes ?? "");
    if (definition.position !== undefined) (known as unknown as NodeSingular).position(definition.position);
    return true;
  }

  private node(node: GraphNode, degree: number): ElementDefinition {
    const dark = isDark();
    const colours = palette(dark);
    const isMore = node.shape === "more";
    const focus = node.id === this.board.focus;
    const behind = isMore ? 0 : this.behind(node, degree);
    const classes = [node.shape, focus ? "focus" : "", isGone(node) ? "gone" : "", this.classesOfWay(node.id)];
    return {
      group: "nodes",
      data: {
        id: node.id,
        label: isMore ? node.name : labelOf(node),
        size: focus ? 54 : node.shape === "record" ? 36 : 42,
        shape: drawnShape(node.kind),
        colour: colourOf(node.kind, dark),
        images: isMore
          ? [NOTHING]
          : [
              glyphPicture(node.kind, colours.glyph),
              behind > 0 ? badgePicture(behind, colours.badge, colours.badgeInk) : NOTHING,
              this.board.pinned.has(node.id) ? pinPicture(colours.accent) : NOTHING,
            ],
      },
      position: { ...(this.board.places.get(node.id) ?? { x: 0, y: 0 }) },
      classes: classes.filter(Boolean).join(" "),
    };
  }

  /** How many ties of a node are not on the canvas. */
  private behind(node: GraphNode, degree: number): number {
    const groups = this.board.groups.get(node.id);
    if (groups === undefined) return 0;
    return Math.max(0, groups.reduce((sum, one) => sum + one.holding, 0) - degree);
  }

  private tie(tie: GraphTie, many: boolean, lift: number): ElementDefinition {
    const share = percent(tie.share);
    const ended = tie.holds === "no";
    const classes = [
      share ? "share" : "",
      ended ? "ended" : "",
      tie.holds === "unknown" || tie.certainty === "possible" ? "unsure" : "",
      tie.derived ? "derived" : "",
      tie.tie === "CONTROLS" ? "control" : "",
      tie.bend ? "bent" : "",
      tie.chain ? "way" : "",
      many && !share && !ended ? "quiet" : "",
      this.classesOfWay(tie.id),
    ];
    return {
      group: "edges",
      data: { id: tie.id, source: tie.source, target: tie.target, label: captionOf(tie, share), lift, bend: tie.bend ?? 0, swing: this.swing(tie) },
      classes: classes.filter(Boolean).join(" "),
    };
  }

  /** How far a tie that was worked out swings out, so that it passes whoever stands between. */
  private swing(tie: GraphTie): number {
    const from = this.board.places.get(tie.source) ?? { x: 0, y: 0 };
    const to = this.board.places.get(tie.target) ?? { x: 0, y: 0 };
    return -Math.round(50 + Math.hypot(to.x - from.x, to.y - from.y) * 0.3);
  }

  private classesOfWay(id: string): string {
    if (this.way.size === 0) return "";
    return this.way.has(id) ? "way" : "faint";
  }

  /** Show one way through the picture (nodes and ties by id); none: everything alike. */
  highlight(ids: Iterable<string>): void {
    this.way = new Set(ids);
    this.draw();
  }

  select(id: string): void {
    this.cy.elements(":selected").unselect();
    if (id) this.cy.getElementById(id).select();
  }

  selected(): string {
    return this.cy.elements(":selected").first().id() ?? "";
  }

  fit(): void {
    this.cy.resize();
    this.cy.fit(undefined, 56);
    if (this.cy.zoom() > 1.15) {
      this.cy.zoom(1.15);
      this.cy.center();
    }
  }

  zoomBy(factor: number): void {
    const rendered = { x: this.element.clientWidth / 2, y: this.element.clientHeight / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: rendered });
  }

  /** The nearest node from here in a direction, as arrow keys walk. */
  neighbourTowards(id: string, way: Point): string {
    const from = this.board.places.get(id) ?? { x: 0, y: 0 };
    let best = "";
    let least = Number.POSITIVE_INFINITY;
    for (const [other, place] of this.board.places) {
      if (other === id || !this.board.nodes.has(other)) continue;
      const along = (place.x - from.x) * way.x + (place.y - from.y) * way.y;
      const aside = Math.abs((place.x - from.x) * way.y) + Math.abs((place.y - from.y) * way.x);
      if (along <= 4) continue;
      const far = along + aside * 2.2;
      if (far < least) {
        least = far;
        best = other;
      }
    }
    return best;
  }

  /** Bring a node into view where it is outside. */
  reveal(id: string): void {
    const node = this.cy.getElementById(id);
    if (node.empty()) return;
    const box = node.renderedBoundingBox();
    const outside = box.x1 < 0 || box.y1 < 0 || box.x2 > this.element.clientWidth || box.y2 > this.element.clientHeight;
    if (outside) this.cy.center(node);
  }

  restyle(): void {
    for (const id of this.drawn.keys()) this.drawn.set(id, "");
    this.cy.style(stylesheet(palette(isDark())));
    this.draw();
  }
}

/** Ties of one kind at the middle: in a crowd of them one caption says it for all. */
function kindOfEnd(tie: GraphTie, focus: string): string {
  if (tie.target === focus) return `${tie.tie} in`;
  return tie.source === focus ? `${tie.tie} out` : tie.id;
}

/** Ties between the same two, whichever way: their captions stand one below the other. */
function pairOf(tie: GraphTie): string {
  return tie.source < tie.target ? `${tie.source} ${tie.target}` : `${tie.target} ${tie.source}`;
}

function labelOf(node: GraphNode): string {
  const name = broken(node.name || word("unnamed"), node.shape === "record" ? 24 : 20, 2);
  if (node.shape === "record") return node.date ? `${name}\n${node.date}` : name;
  if (node.shape === "product" && node.note) return `${name}\n${broken(node.note, 26, 1)}`;
  return name;
}

function captionOf(tie: GraphTie, share: string): string {
  const name = tie.label ?? tieName(tie.tie);
  const ended = tie.holds === "no" && tie.to ? `\n${word("canvas.endedOn", tie.to)}` : "";
  return (share && tie.tie === "SHAREHOLDER_OF" ? share : share ? `${name} ${share}` : name) + ended;
}

const GONE = /注销|吊销|撤销/;

function isGone(node: GraphNode): boolean {
  return node.state === "annulled" || node.state === "repaired" || (node.state != null && GONE.test(node.state));
}
