// Small pictures on a node: the glyph of its kind, the badge that counts what is behind it, a pin.
import { kindOf } from "../legend";

const made = new Map<string, string>();

function picture(key: string, width: number, height: number, inside: string): string {
  const known = made.get(key);
  if (known !== undefined) return known;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;
  const address = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  made.set(key, address);
  return address;
}

const FONT = `font-family="'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"`;

export function glyphPicture(kind: string, ink: string): string {
  const glyph = kindOf(kind).glyph;
  return picture(
    `g${kind}${ink}${glyph}`,
    40,
    40,
    `<text x="20" y="27" ${FONT} font-size="19" font-weight="600" text-anchor="middle" fill="${ink}">${glyph}</text>`,
  );
}

export function badgePicture(count: number, ground: string, ink: string): string {
  const text = count > 999 ? `+${Math.floor(count / 1000)}k` : `+${count}`;
  const wide = 10 + text.length * 7;
  return picture(
    `b${text}${ground}${ink}`,
    48,
    18,
    `<rect x="${24 - wide / 2}" y="1" width="${wide}" height="16" rx="8" fill="${ground}" stroke="${ink}" stroke-opacity="0.25"/>` +
      `<text x="24" y="13" font-family="system-ui,sans-serif" font-size="11" font-weight="600" text-anchor="middle" fill="${ink}">${text}</text>`,
  );
}

export function pinPicture(ink: string): string {
  return picture(
    `p${ink}`,
    16,
    16,
    `<path d="M8 1.5a4 4 0 0 1 1.2 7.8V14L8 15.5 6.8 14V9.3A4 4 0 0 1 8 1.5z" fill="${ink}"/>`,
  );
}

export const NOTHING = picture("nothing", 1, 1, "");
