// The colours of the canvas, light and dark. Every text on it stands at 4.5 to 1 or more.
export interface Palette {
  ground: string;
  ink: string;
  quiet: string;
  line: string;
  lineEnded: string;
  accent: string;
  derived: string;
  badge: string;
  badgeInk: string;
  glyph: string;
}

const LIGHT: Palette = {
  ground: "#fbfcfd",
  ink: "#1c2733",
  quiet: "#4a5563",
  line: "#7b8794",
  lineEnded: "#9aa4af",
  accent: "#b4460a",
  derived: "#7a2f8f",
  badge: "#ffffff",
  badgeInk: "#1c2733",
  glyph: "#ffffff",
};

const DARK: Palette = {
  ground: "#12171d",
  ink: "#e6ebf0",
  quiet: "#aeb8c2",
  line: "#7c8896",
  lineEnded: "#66717d",
  accent: "#ff9d5c",
  derived: "#d59be6",
  badge: "#26303a",
  badgeInk: "#e6ebf0",
  glyph: "#0d1116",
};

export function palette(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}
