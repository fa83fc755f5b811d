// The stage that pictures share: canvas, its text twin, legend and panel, with tools and keys over them.
import { Board } from "./canvas/board";
import { Canvas } from "./canvas/canvas";
import { fill, h } from "./dom";
import { exportMenu } from "./exports/menu";
import { legendBox } from "./legend_box";
import { go, where } from "./place";
import { TieTable } from "./table";
import { filterMenu } from "./tie_filter";
import { word } from "./words/words";

export interface StageActs {
  /** Show in the panel what is selected; an empty id shows what the view is about. */
  select(id: string): void;
  expand(id: string): void;
  more(id: string): void;
  arrange(): void;
  /** The view's own link: a fragment that lays the same picture again. */
  fragment?(): string;
}

const WAYS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export class Stage {
  readonly board = new Board();
  readonly canvas: Canvas;
  readonly panel = h("aside", { class: "panel", id: "panel", "aria-label": word("panel.name"), tabindex: "-1" });
  readonly element: HTMLElement;
  private readonly table: TieTable;
  private readonly said = h("p", { class: "notice", role: "status", "aria-live": "polite" });
  private readonly ground = h("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-label": word("canvas.name"),
    "aria-describedby": "canvas-keys",
  });
  private readonly bar = h("div", { class: "tools", role: "toolbar", "aria-label": word("tools.name") });
  private readonly legend = h("div", { class: "legend" });
  private acts: StageActs = { select: () => {}, expand: () => {}, more: () => {}, arrange: () => {} };

  constructor() {
    this.table = new TieTable(this.board, (id) => this.choose(id));
    const frame = h("div", { class: "frame" }, this.ground, this.said, this.legend, this.table.element);
    const main = h(
      "section",
      { class: "picture", "aria-label": word("picture.name") },
      this.bar,
      frame,
      h("p", { id: "canvas-keys", class: "unseen" }, word("canvas.keys")),
    );
    this.element = h("div", { class: "stage" }, main, this.panel);
    this.canvas = new Canvas(this.ground, this.board, {
      select: (id) => this.acts.select(id),
      expand: (id) => this.acts.expand(id),
      more: (id) => this.acts.more(id),
    });
    this.ground.addEventListener("keydown", (event) => this.key(event));
    this.board.onChange(() => this.tools());
    new ResizeObserver(() => this.canvas.cy.resize()).observe(this.ground);
  }

  /** Give the stage to a view. */
  play(acts: StageActs): void {
    this.acts = acts;
    this.say("");
    this.canvas.highlight([]);
    this.tools();
  }

  say(text: string): void {
    fill(this.said, text);
    this.said.hidden = text === "";
  }

  /** Select something wherever it is shown: canvas, table, panel. */
  choose(id: string): void {
    this.canvas.select(id);
    if (id) this.canvas.reveal(id);
    else this.acts.select("");
  }

  showsTable(): boolean {
    return this.table.element.hidden === false;
  }

  toggleTable(): void {
    this.table.element.hidden = !this.table.element.hidden;
    this.table.draw();
    this.tools();
    if (this.showsTable()) this.table.focus();
    else this.ground.focus();
  }

  undo(): void {
    this.board.undo();
    this.acts.select(this.canvas.selected());
  }

  private redo(): void {
    this.board.redo();
    this.acts.select(this.canvas.selected());
  }

  redraw(): void {
    this.canvas.restyle();
    this.tools();
    this.table.draw();
    this.ground.setAttribute("aria-label", word("canvas.name"));
    this.panel.setAttribute("aria-label", word("panel.name"));
  }

  private tools(): void {
    const count = [...this.board.nodes.values()].filter((node) => node.shape !== "more").length;
    fill(
      this.bar,
      this.button("↶", word("tools.undo"), () => this.undo(), !this.board.canUndo, "undo"),
      this.button("↷", word("tools.redo"), () => this.redo(), !this.board.canRedo, "redo"),
      h("span", { class: "gap" }),
      this.button("⤢", word("tools.fit"), () => this.canvas.fit(), false, "fit"),
      this.button("+", word("tools.in"), () => this.canvas.zoomBy(1.25), false, "in"),
      this.button("−", word("tools.out"), () => this.canvas.zoomBy(0.8), false, "out"),
      this.button("▦", word("tools.arrange"), () => this.acts.arrange(), false, "arrange"),
      h("span", { class: "gap" }),
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          id: "ended",
          checked: where().ended,
          onchange: () => go({ ended: !where().ended }, { replace: true }),
        }),
        word("tools.ended"),
      ),
      filterMenu(this.board),
      h("span", { class: "grow" }),
      h("span", { class: "count", id: "count" }, word("tools.count", count, this.board.visibleTies().length)),
      h(
        "button",
        {
          type: "button",
          id: "table-toggle",
          "aria-pressed": this.showsTable() ? "true" : "false",
          title: word("tools.tableKey"),
          onclick: () => this.toggleTable(),
        },
        this.showsTable() ? word("tools.canvas") : word("tools.table"),
      ),
      exportMenu(this, this.acts.fragment?.bind(this.acts)),
    );
    fill(this.legend, legendBox(this.board));
  }

  private button(sign: string, name: string, act: () => void, disabled: boolean, id: string): HTMLElement {
    return h(
      "button",
      { type: "button", class: "icon", id: `tool-${id}`, title: name, "aria-label": name, disabled, onclick: act },
      sign,
    );
  }

  private key(event: KeyboardEvent): void {
    const way = WAYS[event.key];
    const chosen = this.canvas.selected();
    const isNode = this.board.nodes.has(chosen);
    if (way !== undefined) {
      const next = isNode ? this.canvas.neighbourTowards(chosen, way) : this.board.focus || [...this.board.nodes.keys()][0];
      if (next) this.choose(next);
    } else if (event.key === "Enter" && isNode) {
      if (this.board.nodes.get(chosen)?.shape === "more") this.acts.more(chosen);
      else this.acts.expand(chosen);
    } else if (event.key === "Escape") this.choose("");
    else if (event.key === "p" && isNode) this.board.pin(chosen);
    else if (event.key === "Delete" && isNode && chosen !== this.board.focus) this.board.remove([chosen]);
    else if (event.key === "+" || event.key === "=") this.canvas.zoomBy(1.25);
    else if (event.key === "-") this.canvas.zoomBy(0.8);
    else if (event.key === "0") this.canvas.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
