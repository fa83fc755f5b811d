// What can be taken along: PNG, SVG, JSON, CSV, the evidence report, and a link. Each carries the day it speaks of.
import { fetchFile, Refused } from "../api";
import { palette } from "../canvas/palette";
import { download, h } from "../dom";
import { closeMenu, menu } from "../menu";
import { addressOf, where } from "../place";
import { isDark } from "../preferences";
import { fragmentOf } from "../saved_view";
import type { Stage } from "../stage";
import { TieTable } from "../table";
import { toast } from "../toast";
import { language, word } from "../words/words";
import { csvOf } from "./csv";
import { svgOf } from "./svg";

export function exportMenu(stage: Stage, fragment?: () => string): HTMLElement {
  return menu("export", word("export.name"), () => {
    const item = (id: string, text: string, act: () => void | Promise<void>): HTMLElement =>
      h("button", { type: "button", id: `export-${id}`, class: "item", onclick: () => void run(act) }, text);
    const items = [
      item("png", "PNG", () => png(stage)),
      item("svg", "SVG", () => download(name("svg"), new Blob([svgOf(stage)], { type: "image/svg+xml" }))),
      item("json", "JSON", () => json(stage)),
      item("csv", "CSV", () => download(name("csv"), csvOf(new TieTable(stage.board, () => {}).rows()))),
    ];
    if (/^[OP]/.test(where().of)) items.push(item("report", word("export.report"), report));
    items.push(item("link", word("export.link"), () => link(fragment?.() ?? fragmentOf(stage.board))));
    return items;
  });
}

async function run(act: () => void | Promise<void>): Promise<void> {
  closeMenu();
  try {
    await act();
  } catch (error) {
    toast(error instanceof Refused ? error.detail : word("error.export"), "bad");
  }
}

/** A file's name: the day it speaks of; no name of anybody. */
function name(ending: string): string {
  return `creditgraph-${where().view}-${where().asOf}.${ending}`;
}

async function png(stage: Stage): Promise<void> {
  const blob = (await stage.canvas.cy.png({
    output: "blob-promise",
    full: true,
    scale: 2,
    maxWidth: 6000,
    maxHeight: 6000,
    bg: palette(isDark()).ground,
  })) as unknown as Blob;
  download(name("png"), blob);
}

function json(stage: Stage): void {
  const content = {
    as_of: where().asOf,
    known_at: where().knownAt || null,
    note: word("alert.opening"),
    nodes: [...stage.board.nodes.values()].filter((node) => node.shape !== "more"),
    ties: stage.board.visibleTies(),
  };
  download(name("json"), new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
}

async function report(): Promise<void> {
  toast(word("export.making"));
  download(name("html"), await fetchFile(`/subjects/${where().of}/report`, { language: language() }));
}

async function link(fragment: string): Promise<void> {
  const address = location.origin + addressOf(where(), fragment);
  history.replaceState(null, "", addressOf(where(), fragment));
  try {
    await navigator.clipboard.writeText(address);
    toast(word("export.linkCopied"));
  } catch {
    toast(word("export.linkInBar"));
  }
}
