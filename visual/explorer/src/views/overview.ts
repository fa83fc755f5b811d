// The overview: what is loaded, how fresh it is, what is waiting; and where to begin.
import { get } from "../api";
import { fill, h } from "../dom";
import { sign } from "../legend_box";
import { kindName } from "../legend";
import { go } from "../place";
import { button, hint } from "../panel/parts";
import { may } from "../session";
import { word, wordOr } from "../words/words";
import { DocumentView } from "./document";

interface Overview {
  as_of: string;
  data_version: number;
  engine: string;
  subjects: Record<string, number>;
  records: Record<string, number>;
  ties: number;
  documents: { count: number; latest: { name: string; format: string; recorded: string; rows: number }[] };
  derivation: { version: number | null; is_current: boolean };
  measures: Record<string, number>;
  alerts: number;
  notices: Record<string, number>;
  worklist: { finding: string; title: string; title_en: string; count: number; overdue: number }[];
  proposals?: number;
}

export class OverviewView extends DocumentView {
  protected async draw(): Promise<void> {
    const found = await get<Overview>("/overview", {}, this.stop.signal);
    fill(
      this.element,
      h("h1", {}, word("overview.title")),
      h("p", { class: "hint" }, word("overview.asOf", found.as_of, found.engine, found.data_version)),
      found.derivation.is_current ? null : h("p", { class: "warning", role: "alert" }, word("overview.behind")),
      h(
        "div",
        { class: "figures" },
        figure(found.measures["active"] ?? 0, word("overview.active")),
        figure(found.measures["ended"] ?? 0, word("overview.ended")),
        found.proposals === undefined
          ? null
          : figure(found.proposals, word("overview.proposals"), may("proposals") ? () => go({ view: "work" }) : undefined),
        figure(found.alerts, word("overview.alerts")),
        figure(Object.values(found.notices).reduce((sum, one) => sum + one, 0), word("overview.notices")),
        figure(found.worklist.reduce((sum, one) => sum + one.count, 0), word("overview.waiting"), may("worklist") ? () => go({ view: "work" }) : undefined),
      ),
      h(
        "div",
        { class: "columns" },
        h(
          "section",
          {},
          h("h2", {}, word("overview.worklist")),
          found.worklist.length === 0
            ? hint(word("overview.nothingWaits"))
            : table(
                [word("overview.finding"), word("overview.count"), word("overview.overdue")],
                found.worklist.map((one) => [wordOr(`finding.${one.finding}`, one.title), String(one.count), one.overdue ? String(one.overdue) : "—"]),
              ),
        ),
        h("section", {}, h("h2", {}, word("overview.subjects")), counted(found.subjects)),
        h("section", {}, h("h2", {}, word("overview.records")), counted(found.records)),
        h(
          "section",
          {},
          h("h2", {}, word("overview.documents", found.documents.count)),
          table(
            [word("overview.file"), word("overview.rows"), word("overview.loaded")],
            found.documents.latest.map((one) => [one.name, String(one.rows), one.recorded.slice(0, 16).replace("T", " ")]),
          ),
        ),
      ),
    );
  }
}

function figure(count: number, text: string, act?: () => void): HTMLElement {
  const inside = [h("strong", {}, count.toLocaleString("zh-CN")), h("span", {}, text)];
  const made = h("div", { class: "figure" }, ...inside);
  if (act) made.append(button(word("overview.open"), act, { class: "small" }));
  return made;
}

function counted(kinds: Record<string, number>): HTMLElement {
  const rows = Object.entries(kinds).sort(([, one], [, two]) => two - one);
  if (rows.length === 0) return hint(word("overview.empty"));
  return h("ul", { class: "rows kinds" }, rows.map(([kind, count]) => h("li", {}, sign(kind), h("span", {}, kindName(kind)), h("span", { class: "tally" }, count.toLocaleString("zh-CN")))));
}

export function table(columns: string[], rows: (string | Node)[][]): HTMLElement {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": columns.join(" ") },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, columns.map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell))))),
    ),
  );
}
