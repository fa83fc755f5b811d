// Who is signed in, and what the page may offer him. The service decides; this only spares people closed doors.
import { get, identify, post, remove, statePurpose } from "./api";
import { isKept, keep } from "./preferences";
import type { Session } from "./shapes";

let current: Session | null = null;

const OFFERS: Record<string, string[]> = {
  explore: ["clerk", "investigator", "confirming_authority", "auditor"],
  picture: ["clerk", "investigator", "auditor", "confirming_authority"],
  paths: ["investigator", "confirming_authority"],
  whyNot: ["confirming_authority"],
  check: ["clerk", "batch_officer", "confirming_authority"],
  proposals: ["confirming_authority"],
  worklist: ["confirming_authority"],
  government: ["investigator", "auditor", "confirming_authority"],
  batch: ["batch_officer"],
  knownAt: ["auditor", "investigator", "confirming_authority"],
  notes: ["investigator", "confirming_authority", "auditor"],
  objections: ["clerk", "confirming_authority"],
  audit: ["auditor"],
};

export function may(what: keyof typeof OFFERS): boolean {
  return current !== null && (OFFERS[what] ?? []).some((role) => current?.roles.includes(role));
}

export function whoIsIn(): Session | null {
  return current;
}

/** That somebody signed in here, so that the page asks who: nothing more than that is kept. */
const SIGNED_IN = "signed-in";

function enter(session: Session | null): Session | null {
  current = session;
  keep(SIGNED_IN, session === null ? "" : "1");
  identify(session?.csrf_token ?? "");
  if (session !== null) statePurpose(purposes(session)[0] ?? "");
  return session;
}

/** Which purposes somebody may state, the usual one first. */
export function purposes(session: Session): string[] {
  const named: [string, string[]][] = [
    ["监管", ["investigator", "batch_officer", "confirming_authority"]],
    ["行政审批", ["clerk", "batch_officer", "confirming_authority"]],
    ["政府采购", ["clerk", "batch_officer"]],
    ["招投标", ["clerk", "batch_officer"]],
    ["公职人员录用", ["clerk", "investigator"]],
    ["司法协助", ["investigator", "confirming_authority"]],
    ["审计", ["auditor"]],
  ];
  return named.filter(([, roles]) => roles.some((role) => session.roles.includes(role))).map(([name]) => name);
}

export async function resume(): Promise<Session | null> {
  if (!isKept(SIGNED_IN)) return null;
  return enter(await get<Session>("/session"));
}

export async function signIn(name: string, password: string): Promise<Session | null> {
  return enter(await post<Session>("/session", { name, password }));
}

export async function signOut(): Promise<void> {
  await remove("/session");
  enter(null);
}
