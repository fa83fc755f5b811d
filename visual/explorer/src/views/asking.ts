// A view that asks the service: what it asked is given up when it is left, and asked anew for another day.
import type { View } from "./view";

export abstract class AskingView implements View {
  protected stop = new AbortController();

  abstract open(): Promise<void>;

  async again(): Promise<void> {
    this.leave();
    this.stop = new AbortController();
    await this.open();
  }

  leave(): void {
    this.stop.abort();
  }
}
