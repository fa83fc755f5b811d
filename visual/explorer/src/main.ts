// Where the page begins: who is signed in, which view the address asks for, and what keys do everywhere.
import "./styles/page.css";
import { whenSignedOut } from "./api";
import { fill, h } from "./dom";
import { showHelp } from "./help";
import { loadLegend } from "./legend";
import { go, onMove, where, type ViewName, type Where } from "./place";
import { applyLight } from "./preferences";
import { resume, whoIsIn } from "./session";
import { Shell } from "./shell";
import { Stage } from "./stage";
import { toast, toastHolder } from "./toast";
import { BatchView } from "./views/batch";
import { CheckView } from "./views/check";
import type { DocumentView } from "./views/document";
import { Explore } from "./views/explore";
import { GovernmentView } from "./views/government";
import { OverviewView } from "./views/overview";
import { OwnershipView } from "./views/ownership";
import { PathsView } from "./views/paths";
import { signInPage } from "./views/signing_in";
import type { View } from "./views/view";
import { welcome } from "./views/welcome";
import { WhyView } from "./views/why";
import { WorkView } from "./views/work";
import { applyLanguage, word } from "./words/words";

const page = document.getElementById("page") as HTMLElement;
const room = h("div", { class: "room" });
let stage: Stage | null = null;
let shown: { name: ViewName; view: View } | null = null;

const shell = new Shell({
  found: (one) => go({ view: where().view === "ownership" || where().view === "why" ? where().view : "explore", of: one.id, to: "" }),
  spoken: () => {
    shell.draw();
    void loadLegend().then(() => {
      stage?.redraw();
      void show(true);
    });
  },
  lit: () => stage?.redraw(),
  help: showHelp,
});

const PICTURES: Partial<Record<ViewName, (stage: Stage) => View>> = {
  explore: (on) => new Explore(on),
  ownership: (on) => new OwnershipView(on),
  why: (on) => new WhyView(on),
  paths: (on) => new PathsView(on),
};
const DOCUMENTS: Partial<Record<ViewName, () => DocumentView>> = {
  check: () => new CheckView(),
  work: () => new WorkView(),
  government: () => new GovernmentView(),
  batch: () => new BatchView(),
  overview: () => new OverviewView(),
};

/** Show the view that the address asks for; the same one again where only its day or middle changed. */
async function show(anew = false): Promise<void> {
  const { view: name, of } = where();
  document.body.dataset["ready"] = "0";
  shell.draw();
  try {
    if (name in DOCUMENTS) await showDocument(name, anew);
    else if (!of && name !== "paths") showWelcome();
    else await showPicture(name, anew);
  } catch (error) {
    if ((error as Error).name === "AbortError") return;
    if (whoIsIn() === null) return;
    stage?.say((error as Error).message);
    if (stage === null || !room.contains(stage.element)) toast((error as Error).message, "bad");
  }
  document.body.dataset["ready"] = "1";
}

async function showDocument(name: ViewName, anew: boolean): Promise<void> {
  if (shown?.name === name && !anew) return shown.view.again();
  shown?.view.leave();
  const made = DOCUMENTS[name]?.();
  if (made === undefined) return;
  shown = { name, view: made };
  fill(room, made.element);
  await made.open();
}

function showWelcome(): void {
  shown?.view.leave();
  shown = null;
  fill(room, welcome(() => shell.search.input.focus(), showHelp));
}

async function showPicture(name: ViewName, anew: boolean): Promise<void> {
  stage ??= new Stage();
  if (!room.contains(stage.element)) fill(room, stage.element);
  if (shown?.name === name && !anew) return shown.view.again();
  shown?.view.leave();
  const made = PICTURES[name]?.(stage);
  if (made === undefined) return;
  shown = { name, view: made };
  stage.board.hiddenTies.clear();
  await made.open();
}

onMove((now: Where, before: Where) => {
  const same = now.view === before.view && now.of === before.of && now.asOf === before.asOf && now.knownAt === before.knownAt && now.ended === before.ended && now.to === before.to;
  if (!same) void show();
});

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (event.key === "/" && !typing) {
    shell.search.input.focus();
    event.preventDefault();
  } else if (!typing && !event.altKey && !event.metaKey) {
    const onPicture = stage !== null && room.contains(stage.element);
    if ((event.key === "z" && event.ctrlKey) || (event.key === "u" && !event.ctrlKey)) {
      if (onPicture) stage?.undo();
    } else if (event.ctrlKey) return;
    else if (event.key === "t" && onPicture) stage?.toggleTable();
    else if (event.key === "?") showHelp();
  }
});

async function enter(): Promise<void> {
  await loadLegend();
  fill(page, h("a", { class: "skip", href: "#panel" }, word("skip")), shell.element, room, toastHolder());
  await show();
}

async function begin(): Promise<void> {
  applyLight();
  applyLanguage();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    applyLight();
    stage?.redraw();
  });
  try {
    if ((await resume()) === null) askToSignIn();
    else await enter();
  } catch {
    askToSignIn();
  }
  whenSignedOut(() => {
    if (document.querySelector(".sign-in") === null) askToSignIn();
  });
}

function askToSignIn(): void {
  shown?.view.leave();
  shown = null;
  fill(page, signInPage(() => void enter()), toastHolder());
  document.body.dataset["ready"] = "1";
}

void begin();
