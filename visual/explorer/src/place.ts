// Where the page is: which view, of whom, on which day, by which clock. All of it stands in the address, and only there.

export type ViewName =
  | "explore" | "ownership" | "why" | "paths" | "government" | "check" | "work" | "batch" | "overview";

export interface Where {
  view: ViewName;
  /** Opaque id of a subject or record. */
  of: string;
  /** The other end of a path, the derived fact asked about, or a promise. */
  to: string;
  asOf: string;
  knownAt: string;
  ended: boolean;
}

export const VIEWS: ViewName[] = [
  "explore", "ownership", "why", "paths", "government", "check", "work", "batch", "overview",
];

type Listener = (where: Where, before: Where) => void;
const listeners: Listener[] = [];

/** Today, where this machine is. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function read(): Where {
  const asked = new URLSearchParams(location.search);
  const view = asked.get("view") as ViewName | null;
  const day = asked.get("as_of") ?? "";
  return {
    view: view !== null && VIEWS.includes(view) ? view : "explore",
    of: identity(asked.get("id")),
    to: identity(asked.get("to")),
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : today(),
    knownAt: asked.get("known_at") ?? "",
    ended: asked.get("ended") === "1",
  };
}

/** Ids are opaque: letters and digits; anything else in an address is not looked at. */
function identity(text: string | null): string {
  return text !== null && /^[A-Za-z0-9]{1,40}$/.test(text) ? text : "";
}

let current = read();

export function where(): Where {
  return current;
}

/** The address of a place; a fragment (a saved view) goes along where given. */
export function addressOf(place: Where, fragment = ""): string {
  const asked = new URLSearchParams();
  asked.set("view", place.view);
  if (place.of) asked.set("id", place.of);
  if (place.to) asked.set("to", place.to);
  asked.set("as_of", place.asOf);
  if (place.knownAt) asked.set("known_at", place.knownAt);
  if (place.ended) asked.set("ended", "1");
  return `${location.pathname}?${asked}${fragment ? `#${fragment}` : ""}`;
}

/** Go somewhere: the address changes, and whoever listens shows it. */
export function go(change: Partial<Where>, options: { replace?: boolean; quiet?: boolean } = {}): void {
  const before = current;
  current = { ...current, ...change };
  const address = addressOf(current);
  if (options.replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  if (!options.quiet) tell(before);
}

export function onMove(listener: Listener): void {
  listeners.push(listener);
}

function tell(before: Where): void {
  for (const listener of listeners) listener(current, before);
}

addEventListener("popstate", () => {
  const before = current;
  current = read();
  tell(before);
});
