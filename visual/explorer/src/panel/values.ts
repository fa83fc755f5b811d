// Values of facts as people read them: money in yuan, flags as words, lists in a line.
import { word } from "../words/words";

const MONEY = new Set([
  "registered_capital", "fine", "confiscated", "subscribed", "paid", "amount", "compensation", "payable",
  "amount_fen", "paid_fen",
]);

export function yuan(fen: number): string {
  const text = (fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: fen % 100 ? 2 : 0 });
  return word("money", text);
}

export function valueText(name: string, value: unknown): string {
  if (typeof value === "number" && MONEY.has(name)) return yuan(value);
  if (typeof value === "boolean") return value ? word("yes") : word("no");
  if (Array.isArray(value)) return value.map(String).join("、");
  return String(value);
}
