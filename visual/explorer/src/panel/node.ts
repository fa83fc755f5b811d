// The panel for whatever is selected on the canvas: subject, document, tie, or what follows from them.
import { fill } from "../dom";
import { go, where } from "../place";
import type { GraphNode, Group } from "../shapes";
import type { Stage } from "../stage";
import { recordPanel } from "./record";
import { subjectPanel, type SubjectActs } from "./subject";
import { tiePanel } from "./tie";

export interface NodeActs {
  expand(id: string, group: Group | null): void;
  collapse(id: string): void;
}

let asked = new AbortController();

export function nodePanel(stage: Stage, id: string, acts: NodeActs | null): void {
  asked.abort();
  asked = new AbortController();
  const board = stage.board;
  const tie = board.ties.get(id);
  const node = board.nodes.get(id);
  if (tie !== undefined) {
    fill(stage.panel, tiePanel(tie, (end) => board.nodes.get(end), (end) => stage.choose(end)));
  } else if (node?.shape === "record") {
    fill(stage.panel, recordPanel(node, asked.signal));
  } else if (node?.shape === "subject") {
    fill(stage.panel, subjectPanel(node, acts === null ? null : actsOn(stage, node, acts), asked.signal));
  } else if (node?.shape === "product") {
    go({ view: "why", of: where().of, to: node.id });
  }
  stage.panel.scrollTop = 0;
}

function actsOn(stage: Stage, node: GraphNode, acts: NodeActs): SubjectActs {
  const board = stage.board;
  const id = node.id;
  const ties = [...board.ties.values()];
  return {
    groups: board.groups.get(id) ?? [],
    shown: (group) =>
      ties.filter((tie) => tie.tie === group.tie && (group.direction === "in" ? tie.target : tie.source) === id).length,
    expand: (group) => acts.expand(id, group),
    collapse: () => acts.collapse(id),
    pin: () => board.pin(id),
    pinned: board.pinned.has(id),
    ...(id === board.focus
      ? {}
      : {
          only: () => {
            const kept = new Set([id, board.focus, ...board.pinned]);
            for (const tie of ties) if (tie.source === id || tie.target === id) kept.add(tie.source).add(tie.target);
            board.remove([...board.nodes.keys()].filter((other) => !kept.has(other)));
          },
          hide: () => board.remove([id]),
        }),
  };
}
