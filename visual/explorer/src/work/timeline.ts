// A promise's life along time: who answered when, what was due, what was late, and every step by its number.
import { broken } from "../canvas/lettering";
import { s, h } from "../dom";
import { today, where } from "../place";
import type { Promise_ } from "../views/government";
import { word } from "../words/words";

const WIDE = 1080;
const LEFT = 92;
const RIGHT = 24;

export function promiseTimeline(one: Promise_): HTMLElement {
  const last = [where().asOf, one.due ?? "", ...one.events.map((event) => event.date)].sort().at(-1) ?? today();
  const first = [one.signed, ...one.events.map((event) => event.date)].sort()[0] ?? one.signed;
  const [from, to] = [days(first) - 45, days(last) + 45];
  const at = (day: string): number => LEFT + ((days(day) - from) / Math.max(1, to - from)) * (WIDE - LEFT - RIGHT);
  const rows = markers(one, at);
  const high = 150 + rows.high;
  const root = s(
    "svg",
    { viewBox: `0 0 ${WIDE} ${high}`, class: "timeline", role: "img", "aria-label": word("timeline.name", one.number) },
    ...years(from, to, high, at),
    s("text", { x: 6, y: 46, class: "lane" }, word("timeline.body")),
    ...bodies(one, at),
    s("text", { x: 6, y: 96, class: "lane" }, word("timeline.term")),
    ...terms(one, at),
    s("text", { x: 6, y: 136, class: "lane" }, word("timeline.steps")),
    ...rows.elements,
    s("line", { x1: at(where().asOf), x2: at(where().asOf), y1: 22, y2: high - 6, class: "now" }),
    s("text", { x: at(where().asOf) - 4, y: 18, class: "year", "text-anchor": "end" }, word("timeline.asOf", where().asOf)),
  );
  return h("figure", { class: "scroll", tabindex: "0", role: "region", "aria-label": word("timeline.name", one.number) }, root);
}

function days(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

function years(from: number, to: number, high: number, at: (day: string) => number): SVGElement[] {
  const made: SVGElement[] = [];
  const [first, last] = [Number(dayOf(from).slice(0, 4)) + 1, Number(dayOf(to).slice(0, 4))];
  const step = Math.max(1, Math.ceil((last - first) / 14));
  for (let year = first; year <= last; year += step) {
    const x = at(`${year}-01-01`);
    made.push(s("line", { x1: x, x2: x, y1: 24, y2: high - 6, class: "tick" }), s("text", { x: x + 3, y: high - 8, class: "year" }, String(year)));
  }
  return made;
}

/** Who answered from when to when: the body that promised, then whoever each reform passed it to. */
function bodies(one: Promise_, at: (day: string) => number): SVGElement[] {
  const made: SVGElement[] = [];
  const stretches: { name: string; from: string; to: string }[] = [];
  let name = one.original_body.name;
  let since = one.signed;
  for (const step of one.chain) {
    stretches.push({ name, from: since, to: step.date });
    name = step.to.name;
    since = step.date;
  }
  if (one.responsible_body === null && one.candidates.length > 0) name = word("timeline.open", one.candidates.map((body) => body.name).join("、"));
  stretches.push({ name, from: since, to: where().asOf });
  stretches.forEach((stretch, place) => {
    const [x, end] = [at(stretch.from), Math.max(at(stretch.to), at(stretch.from) + 3)];
    const letters = Math.max(2, Math.floor((end - x - 10) / 6.6));
    made.push(
      s("rect", { x, y: 30, width: end - x, height: 26, rx: 4, class: place % 2 === 0 ? "body" : "body other" }),
      s("title", {}, `${stretch.name} ${stretch.from} — ${stretch.to}`),
      letters >= 4 ? s("text", { x: x + 6, y: 48, class: "inside" }, broken(stretch.name, letters, 1)) : s("g", {}),
    );
  });
  return made;
}

function terms(one: Promise_, at: (day: string) => number): SVGElement[] {
  const made: SVGElement[] = [];
  if (one.due !== null) {
    made.push(s("rect", { x: at(one.signed), y: 84, width: Math.max(2, at(one.due) - at(one.signed)), height: 14, rx: 3, class: "term" }));
  }
  for (const period of one.overdue_periods) {
    const x = at(period.from);
    made.push(
      s("rect", { x, y: 84, width: Math.max(3, at(period.to ?? where().asOf) - x), height: 14, rx: 3, class: "overdue" }, s("title", {}, `${word("overdue")} ${period.from} — ${period.to ?? ""}`)),
    );
  }
  return made;
}

/** Steps as numbered marks with a line of text; texts that would meet stand one below the other. */
function markers(one: Promise_, at: (day: string) => number): { elements: SVGElement[]; high: number } {
  const elements: SVGElement[] = [];
  const ends: number[] = [];
  one.events.forEach((event, place) => {
    const x = at(event.date);
    const text = broken(event.text, 26, 1);
    const wide = 34 + [...text].length * 12;
    const flip = x + wide > WIDE - 4;
    const [begin, end] = flip ? [x - wide, x + 12] : [x - 12, x + wide];
    let row = ends.findIndex((taken) => taken < begin);
    if (row < 0) row = ends.length;
    ends[row] = end;
    const y = 132 + row * 26;
    const bad = ["overdue", "breach_found", "enforcement", "compensation_overdue", "change_not_lawful"].includes(event.event);
    elements.push(
      s("line", { x1: x, x2: x, y1: 98, y2: y - 9, class: "drop" }),
      s("circle", { cx: x, cy: y, r: 9, class: bad ? "mark bad" : event.certain ? "mark" : "mark doubt" }),
      s("text", { x, y: y + 4, class: "number", "text-anchor": "middle" }, String(place + 1)),
      s("text", { x: flip ? x - 14 : x + 14, y: y + 4, class: "step", "text-anchor": flip ? "end" : "start" }, text, s("title", {}, `${event.date} ${event.text}`)),
    );
  });
  return { elements, high: ends.length * 26 + 24 };
}
