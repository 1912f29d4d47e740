import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

/** Something to know before going on. */
export function Notice({ kind = "info", children }: { kind?: "info" | "warning"; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`}>
      <Icon name={kind} />
      <div>{children}</div>
    </div>
  );
}
