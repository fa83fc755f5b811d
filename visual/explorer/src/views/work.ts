// What waits for somebody: proposals to decide with four eyes, and what the data leaves open.
import { all } from "../api";
import { fill, h } from "../dom";
import { derivedCard } from "../panel/derived";
import { hint, section } from "../panel/parts";
import { may } from "../session";
import type { Derived } from "../shapes";
import { word, wordOr } from "../words/words";
import { DocumentView } from "./document";
import { determinationForm } from "../work/determination";
import { objectionForm } from "../work/objection";

export class WorkView extends DocumentView {
  protected async draw(): Promise<void> {
    const [proposals, findings, notices] = await Promise.all([
      may("proposals") ? all<Derived>("/proposals", {}, 400, this.stop.signal) : [],
      may("worklist") ? all<Derived>("/worklist", {}, 1000, this.stop.signal) : [],
      all<Derived>("/notices", {}, 400, this.stop.signal).catch(() => []),
    ]);
    const kinds = new Map<string, Derived[]>();
    for (const one of findings) {
      const kind = one.finding ?? "";
      kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
    }
    const missing = notices.filter((one) => one.recipient === null);
    fill(
      this.element,
      h("h1", {}, word("work.title")),
      hint(word("work.hint")),
      may("proposals")
        ? section(
            word("work.proposals"),
            proposals.length,
            true,
            proposals.length === 0 ? hint(word("work.noProposals")) : proposals.map((one) => this.proposal(one)),
          )
        : null,
      missing.length > 0 ? section(word("work.missing"), missing.length, false, missing.map((one) => derivedCard(one, one.subject.id))) : null,
      [...kinds].map(([kind, list]) =>
        section(
          `${wordOr(`finding.${kind}`, list[0]?.title ?? kind)}`,
          list.length,
          kinds.size <= 4,
          list.slice(0, 100).map((one) => derivedCard(one, one.subject.id)),
        ),
      ),
      findings.length === 0 && may("worklist") ? hint(word("work.nothing")) : null,
    );
  }

  private proposal(one: Derived): HTMLElement {
    const card = derivedCard(one, one.subject.id);
    card.querySelector("header")?.prepend(h("span", { class: "chip" }, one.subject.name));
    const objection = objectionForm(one, () => void this.again());
    card.append(h("p", {}, one.explanation ?? ""), determinationForm(one, () => void this.again()));
    if (objection !== null) card.append(objection);
    return card;
  }
}
