// What a person prefers to see: language and light. Kept on this machine; it says nothing about anybody.
export type Light = "auto" | "light" | "dark";

function kept(name: string): string {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

export function keptLanguage(): "zh" | "en" {
  return kept("language") === "en" ? "en" : "zh";
}

export function keptLight(): Light {
  const light = kept("light");
  return light === "light" || light === "dark" ? light : "auto";
}

export function isKept(name: string): boolean {
  return kept(name) === "1";
}

export function isDark(): boolean {
  const light = keptLight();
  return light === "dark" || (light === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

export function applyLight(): void {
  document.documentElement.dataset["light"] = isDark() ? "dark" : "light";
}

export function movesLittle(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
