// The text twin of the canvas: every tie that is seen, a row each, sorted by any column.
import type { Board } from "./canvas/board";
import { percent } from "./canvas/lettering";
import { fill, h } from "./dom";
import { tieName } from "./legend";
import type { GraphTie } from "./shapes";
import { word, type Word } from "./words/words";

interface Column {
  key: string;
  title: Word;
  text(tie: GraphTie): string;
  order?(tie: GraphTie): number | string;
}

const SHORT = new Set(["share", "from", "to", "holds"]);

export class TieTable {
  readonly element = h("div", { class: "twin", id: "twin", hidden: true, tabindex: "-1" });
  private by = "source";
  private falling = false;

  constructor(
    private readonly board: Board,
    private readonly choose: (id: string) => void,
  ) {
    board.onChange(() => this.draw());
  }

  focus(): void {
    this.element.focus();
  }

  private columns(): Column[] {
    const name = (id: string): string => this.board.nodes.get(id)?.name || id;
    return [
      { key: "source", title: "table.source", text: (tie) => name(tie.source) },
      { key: "tie", title: "table.tie", text: (tie) => tie.label ?? tieName(tie.tie) },
      { key: "target", title: "table.target", text: (tie) => name(tie.target) },
      {
        key: "share",
        title: "table.share",
        text: (tie) => percent(tie.share),
        order: (tie) => (tie.share ? tie.share.capital / tie.share.total : -1),
      },
      { key: "from", title: "table.from", text: (tie) => tie.from ?? "" },
      { key: "to", title: "table.to", text: (tie) => tie.to ?? "" },
      { key: "holds", title: "table.holds", text: (tie) => word(`holds.${tie.holds}`) },
      { key: "at", title: "table.at", text: (tie) => placeOf(tie) },
    ];
  }

  /** What the table says, for a spreadsheet: headings first. */
  rows(): string[][] {
    const columns = this.columns();
    return [columns.map((one) => word(one.title)), ...this.sorted(columns).map((tie) => columns.map((one) => one.text(tie)))];
  }

  draw(): void {
    if (this.element.hidden) return;
    const columns = this.columns();
    const head = columns.map((column) =>
      h(
        "th",
        { scope: "col", "aria-sort": this.by !== column.key ? "none" : this.falling ? "descending" : "ascending" },
        h("button", { type: "button", onclick: () => this.sort(column.key) }, word(column.title)),
      ),
    );
    const body = this.sorted(columns).map((tie) =>
      h(
        "tr",
        {
          tabindex: "0",
          "data-tie": tie.id,
          class: tie.holds === "no" ? "ended" : null,
          onclick: () => this.choose(tie.id),
          onkeydown: (event: KeyboardEvent) => {
            if (event.key === "Enter") this.choose(tie.id);
          },
        },
        columns.map((column) => h("td", { class: SHORT.has(column.key) ? "short" : null }, column.text(tie))),
      ),
    );
    fill(
      this.element,
      h("table", {}, h("caption", {}, word("table.caption")), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)),
    );
    if (body.length === 0) this.element.appendChild(h("p", { class: "empty" }, word("table.empty")));
  }

  private sort(key: string): void {
    this.falling = this.by === key ? !this.falling : false;
    this.by = key;
    this.draw();
  }

  private sorted(columns: Column[]): GraphTie[] {
    const column = columns.find((one) => one.key === this.by) ?? columns[0];
    const value = (tie: GraphTie): string | number => column?.order?.(tie) ?? column?.text(tie) ?? "";
    const ties = [...this.board.visibleTies()];
    ties.sort((one, two) => {
      const [first, second] = [value(one), value(two)];
      const order =
        typeof first === "number" && typeof second === "number"
          ? first - second
          : String(first).localeCompare(String(second), "zh-CN");
      return (order || one.id.localeCompare(two.id)) * (this.falling ? -1 : 1);
    });
    return ties;
  }
}

export function placeOf(tie: { at: { file?: string; line: number } }): string {
  return tie.at.file ? word("place.line", tie.at.file, tie.at.line) : word("place.settled");
}
