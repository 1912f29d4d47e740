import type { ComponentChildren } from "preact";

export function Badge({ kind = "neutral", children }: { kind?: "neutral" | "good" | "warning" | "danger"; children: ComponentChildren }) {
  return <span class={`badge ${kind}`}>{children}</span>;
}
