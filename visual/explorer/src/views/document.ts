// A view that is a page to read and fill in, not a picture.
import { fill, h } from "../dom";
import { hint } from "../panel/parts";
import { word } from "../words/words";
import { AskingView } from "./asking";

export abstract class DocumentView extends AskingView {
  readonly element = h("main", { class: "document", id: "main", tabindex: "-1" });

  protected abstract draw(): Promise<void>;

  async open(): Promise<void> {
    fill(this.element, hint(word("loading")));
    try {
      await this.draw();
    } catch (error) {
      if ((error as Error).name !== "AbortError") fill(this.element, h("h1", {}, word("error.title")), h("p", { class: "warning", role: "alert" }, (error as Error).message));
    }
  }
}
