// What the shapes, colours and lines of this very picture mean.
import type { Board } from "./canvas/board";
import { s, h } from "./dom";
import { colourOf, kindName, kindOf, drawnShape } from "./legend";
import { isDark } from "./preferences";
import { word } from "./words/words";
import { palette } from "./canvas/palette";

export function legendBox(board: Board): HTMLElement {
  const kinds = [...new Set([...board.nodes.values()].filter((node) => node.shape !== "more").map((node) => node.kind))];
  const ties = board.visibleTies();
  const lines: HTMLElement[] = [];
  if (ties.some((tie) => tie.holds === "no")) lines.push(line("ended", word("legend.ended")));
  if (ties.some((tie) => tie.holds === "unknown" || tie.certainty === "possible")) lines.push(line("unsure", word("legend.unsure")));
  if (ties.some((tie) => tie.derived)) lines.push(line("derived", word("legend.derived")));
  if (ties.some((tie) => tie.chain)) lines.push(line("chain", word("legend.chain")));
  if (kinds.length === 0) return h("span", {});
  return h(
    "ul",
    { "aria-label": word("legend.name") },
    kinds.map((kind) => h("li", {}, sign(kind), kindName(kind))),
    lines,
  );
}

/** A kind's shape, colour and glyph, small. */
export function sign(kind: string): SVGSVGElement {
  const dark = isDark();
  const fill = colourOf(kind, dark);
  return s(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, class: "sign", "aria-hidden": "true" },
    outline(drawnShape(kind), fill),
    s(
      "text",
      { x: 12, y: 16, "text-anchor": "middle", "font-size": 11, "font-weight": 600, fill: palette(dark).glyph },
      kindOf(kind).glyph,
    ),
  );
}

function outline(shape: string, fill: string): SVGElement {
  if (shape === "ellipse") return s("circle", { cx: 12, cy: 12, r: 11, fill });
  if (shape === "round-pentagon") return s("path", { d: "M12 1 23 9.5 19 22.5H5L1 9.5z", fill });
  if (shape === "round-diamond") return s("path", { d: "M12 0 24 12 12 24 0 12z", fill });
  if (shape === "round-octagon") return s("path", { d: "M7 1h10l6 6v10l-6 6H7l-6-6V7z", fill });
  return s("rect", { x: 1, y: 1, width: 22, height: 22, rx: 4, fill });
}

function line(style: "ended" | "unsure" | "derived" | "chain", text: string): HTMLElement {
  const colours = palette(isDark());
  const dash = { ended: "6 4", unsure: "2 3", derived: "4 3", chain: "" }[style];
  const stroke = { ended: colours.lineEnded, unsure: colours.line, derived: colours.derived, chain: colours.accent }[style];
  return h(
    "li",
    {},
    s(
      "svg",
      { viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true" },
      s("path", { d: "M0 5h30", stroke, "stroke-width": style === "chain" ? 3.4 : 1.8, "stroke-dasharray": dash || null }),
    ),
    text,
  );
}
