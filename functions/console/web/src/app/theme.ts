export type Theme = "light" | "dark";

const STORED = "coffer-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** What is shown: what was chosen here once, else what the system prefers. */
export function theme(): Theme {
  return chosen() ?? (system.matches ? "dark" : "light");
}

export function chooseTheme(wanted: Theme): void {
  localStorage.setItem(STORED, wanted);
  applyTheme();
}

/** Shows what was chosen; the style sheet by itself follows the system. */
export function applyTheme(): void {
  const wanted = chosen();
  if (wanted) {
    document.documentElement.dataset.theme = wanted;
  }
}

function chosen(): Theme | null {
  const stored = localStorage.getItem(STORED);
  return stored === "light" || stored === "dark" ? stored : null;
}
