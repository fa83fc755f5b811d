// The picture as SVG: shapes and real text, so that names can be searched for and printed at any size.
import type { Stage } from "../stage";
import { broken, percent } from "../canvas/lettering";
import { palette } from "../canvas/palette";
import { s } from "../dom";
import { colourOf, drawnShape, kindOf, tieName } from "../legend";
import { where } from "../place";
import { word } from "../words/words";

const FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

export function svgOf(stage: Stage): string {
  const colours = palette(false);
  const places = stage.board.places;
  const nodes = [...stage.board.nodes.values()].filter((node) => node.shape !== "more");
  const xs = nodes.map((node) => places.get(node.id)?.x ?? 0);
  const ys = nodes.map((node) => places.get(node.id)?.y ?? 0);
  const left = Math.min(0, ...xs) - 120;
  const top = Math.min(0, ...ys) - 90;
  const wide = Math.max(0, ...xs) + 120 - left;
  const high = Math.max(0, ...ys) + 110 - top;
  const root = s("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `${left} ${top} ${wide} ${high}`,
    width: wide,
    height: high,
    "font-family": FONT,
  });
  root.append(
    s("title", {}, word("export.title", where().asOf)),
    s(
      "defs",
      {},
      s("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, orient: "auto" },
        s("path", { d: "M0 0 10 5 0 10z", fill: colours.line })),
    ),
    s("rect", { x: left, y: top, width: wide, height: high, fill: "#ffffff" }),
  );
  for (const tie of stage.board.visibleTies()) {
    const from = places.get(tie.source);
    const to = places.get(tie.target);
    if (from === undefined || to === undefined) continue;
    const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const end = { x: to.x - ((to.x - from.x) / long) * 27, y: to.y - ((to.y - from.y) / long) * 27 };
    const dash = tie.holds === "no" ? "7 5" : tie.derived ? "5 4" : null;
    const stroke = tie.chain ? colours.accent : tie.derived ? colours.derived : colours.line;
    root.append(
      s("line", { x1: from.x, y1: from.y, x2: end.x, y2: end.y, stroke, "stroke-width": tie.chain ? 3 : 1.5, "stroke-dasharray": dash, "marker-end": "url(#arrow)" }),
      s("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 3, "font-size": 11, "text-anchor": "middle", fill: colours.quiet, stroke: "#ffffff", "stroke-width": 3, "paint-order": "stroke" },
        percent(tie.share) || tie.label || tieName(tie.tie)),
    );
  }
  for (const node of nodes) {
    const at = places.get(node.id) ?? { x: 0, y: 0 };
    root.append(
      figure(drawnShape(node.kind), at.x, at.y, colourOf(node.kind, false)),
      s("text", { x: at.x, y: at.y + 6, "font-size": 17, "font-weight": 600, "text-anchor": "middle", fill: "#ffffff" }, kindOf(node.kind).glyph),
    );
    const label = s("text", { x: at.x, y: at.y + 40, "font-size": 12.5, "text-anchor": "middle", fill: colours.ink });
    label.append(s("title", {}, node.name));
    broken(node.name, 26, 3)
      .split("\n")
      .forEach((row, line) => label.append(s("tspan", { x: at.x, dy: line === 0 ? 0 : 16 }, row)));
    root.append(label);
  }
  root.append(
    s("text", { x: left + 16, y: top + high - 14, "font-size": 11, fill: colours.quiet },
      `${word("export.title", where().asOf)} · ${word("alert.opening")}`),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
}

function figure(shape: string, x: number, y: number, fill: string): SVGElement {
  if (shape === "ellipse") return s("circle", { cx: x, cy: y, r: 21, fill });
  if (shape === "round-pentagon") return s("path", { d: `M${x} ${y - 23}l22 16-8 26h-28l-8-26z`, fill });
  if (shape === "round-diamond") return s("path", { d: `M${x} ${y - 22}l22 22-22 22-22-22z`, fill });
  if (shape === "round-octagon") return s("path", { d: `M${x - 10} ${y - 22}h20l12 12v20l-12 12h-20l-12-12v-20z`, fill });
  return s("rect", { x: x - 20, y: y - 20, width: 40, height: 40, rx: 7, fill });
}
