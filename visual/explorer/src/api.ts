// Asking the API: one origin, one cookie, problem details told in words a person can act on.
import { where } from "./place";
import type { Page } from "./shapes";
import { language, word } from "./words/words";

export class Refused extends Error {
  constructor(readonly status: number, readonly detail: string) {
    super(detail);
  }
}

let csrf = "";
let purpose = "";
let onSignedOut = (): void => undefined;

export function identify(token: string): void {
  csrf = token;
}

/** Why somebody asks (查询目的): said with every question, and logged with it. */
export function statePurpose(code: string): void {
  purpose = code;
}

export function purposeStated(): string {
  return purpose;
}

export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

type Values = Record<string, string | number | boolean | null | undefined>;

/** The day and the clock that every reading carries. */
export function clocks(): Values {
  const at = where();
  return { as_of: at.asOf, known_at: at.knownAt || undefined };
}

function query(values: Values): URLSearchParams {
  const asked = new URLSearchParams();
  const said: Values = { ...clocks(), purpose, ...values };
  for (const [name, value] of Object.entries(said)) {
    if (value !== undefined && value !== null && value !== false && value !== "") asked.set(name, String(value));
  }
  return asked;
}

export function get<T>(path: string, values: Values = {}, signal?: AbortSignal): Promise<T> {
  const joint = path.includes("?") ? "&" : "?";
  return ask<T>("GET", `/v1${path}${joint}${query(values)}`, undefined, signal);
}

export function post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  const said = path === "/session" ? body : { ...(purpose ? { purpose } : {}), ...body };
  return ask<T>("POST", `/v1${path}`, said, signal);
}

/** Every page of a list, up to a number of entries. */
export async function all<T>(path: string, values: Values = {}, most = 600, signal?: AbortSignal): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = "";
  while (cursor !== null && found.length < most) {
    const page: Page<T> = await get<Page<T>>(path, { limit: 200, ...values, cursor }, signal);
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

export function remove(path: string): Promise<unknown> {
  return ask("DELETE", `/v1${path}`, undefined, undefined);
}

let waiting = 0;

/** How many answers are waited for stands on the page, for whoever tests or helps it. */
function count(step: number): void {
  waiting += step;
  document.body.dataset["asking"] = String(waiting);
}

async function ask<T>(method: string, path: string, body: object | undefined, signal: AbortSignal | undefined): Promise<T> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language() === "zh" ? "zh-CN" : "en",
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrf && method !== "GET") headers["X-CSRF-Token"] = csrf;
  let answer: Response;
  count(1);
  try {
    answer = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(body !== undefined ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, word("error.unreachable"));
  } finally {
    count(-1);
  }
  if (answer.status === 204) return undefined as T;
  const type = answer.headers.get("Content-Type") ?? "";
  const said: unknown = type.includes("json") ? await answer.json() : await answer.text();
  if (answer.ok) return said as T;
  if (answer.status === 401) onSignedOut();
  throw new Refused(answer.status, inWords(answer.status, said));
}

function inWords(status: number, said: unknown): string {
  const detail = typeof said === "object" && said !== null && "detail" in said ? String(said.detail) : "";
  const known: Record<number, string> = {
    401: word("error.signedOut"),
    403: word("error.notYours"),
    404: word("error.notFound"),
    429: word("error.tooMany"),
    503: word("error.busy"),
  };
  if (detail && known[status] === undefined) return detail;
  return [known[status] ?? word("error.other", String(status)), detail].filter(Boolean).join(" ");
}

/** A file made by the service, by the same cookie. */
export async function fetchFile(path: string, values: Values = {}): Promise<Blob> {
  const answer = await fetch(`/v1${path}?${query(values)}`, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Refused(answer.status, inWords(answer.status, undefined));
  return answer.blob();
}
