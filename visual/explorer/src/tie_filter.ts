// Which kinds of tie are shown: a tick for each that lies on the canvas, with how many.
import type { Board } from "./canvas/board";
import { h } from "./dom";
import { tieName } from "./legend";
import { menu } from "./menu";
import { word } from "./words/words";

export function filterMenu(board: Board): HTMLElement {
  const hidden = board.hiddenTies.size;
  return menu("filter", hidden > 0 ? word("filter.some", hidden) : word("filter.name"), () => {
    const counted = new Map<string, number>();
    for (const tie of board.ties.values()) counted.set(tie.tie, (counted.get(tie.tie) ?? 0) + 1);
    if (counted.size === 0) return [h("p", {}, word("filter.nothing"))];
    const rows = [...counted].map(([tie, count]) => row(board, tie, count));
    const all = h(
      "button",
      {
        type: "button",
        onclick: () => {
          board.hiddenTies.clear();
          for (const input of document.querySelectorAll<HTMLInputElement>("#filter-box input")) input.checked = true;
          board.changed();
        },
      },
      word("filter.all"),
    );
    return [h("fieldset", {}, h("legend", {}, word("filter.legend")), ...rows), all];
  });
}

function row(board: Board, tie: string, count: number): HTMLElement {
  const input = h("input", {
    type: "checkbox",
    checked: !board.hiddenTies.has(tie),
    "data-tie": tie,
    onchange: () => {
      if (!board.hiddenTies.delete(tie)) board.hiddenTies.add(tie);
      const before = document.getElementById("filter-box");
      board.changed();
      if (before) keepOpen(tie);
    },
  });
  return h("label", { class: "check" }, input, `${tieName(tie)} (${count})`);
}

/** The tools are drawn anew after a change: the box opens again where the person was. */
function keepOpen(tie: string): void {
  const button = document.getElementById("filter");
  button?.click();
  document.querySelector<HTMLInputElement>(`#filter-box input[data-tie="${tie}"]`)?.focus();
}
