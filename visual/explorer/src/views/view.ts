// What every view can do: open, show another day, leave.
export interface View {
  open(): Promise<void>;
  /** The day, the clock or the middle changed while this view is shown. */
  again(): Promise<void>;
  leave(): void;
}
