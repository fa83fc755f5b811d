// Names as a picture can carry them: broken into two short lines, without signs that would turn or hide letters.

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g;

/** A text without characters that are not seen but change how others are. */
export function plain(text: string): string {
  return text.replace(UNSEEN, " ");
}

/** How wide a text is: a Chinese character counts two, a Latin letter one. */
export function width(text: string): number {
  let sum = 0;
  for (const letter of text) sum += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return sum;
}

/** A name in at most `lines` even lines of about `wide` half-characters, cut with … where it is longer. */
export function broken(text: string, most = 22, lines = 2): string {
  const rows: string[] = [];
  let row = "";
  const whole = plain(text).trim();
  const needed = Math.ceil(width(whole) / most);
  const wide = needed > 1 && needed <= lines ? Math.min(most, Math.ceil(width(whole) / needed / 2) * 2) : most;
  for (const letter of whole) {
    if (width(row + letter) > wide) {
      rows.push(row);
      row = letter.trim();
      if (rows.length === lines) {
        const last = [...(rows[lines - 1] ?? "")];
        while (last.length > 0 && width(last.join("")) > wide - 1) last.pop();
        rows[lines - 1] = `${last.join("")}…`;
        return rows.join("\n");
      }
    } else {
      row += letter;
    }
  }
  if (row) rows.push(row);
  return rows.join("\n");
}

/** A share as a percentage, exact to two places; what is not shown exactly says so. */
export function percent(share: { capital: number; total: number } | null): string {
  if (share === null || share.total <= 0) return "";
  const part = (share.capital / share.total) * 100;
  const text = part.toFixed(2).replace(/\.?0+$/, "");
  return `${text}%`;
}
