import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

/** What a list shows that has nothing in it: why, and what to do. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
