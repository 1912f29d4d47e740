import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface PageProps {
  title: string;
  /** The title as it is shown, if it is more than text. */
  heading?: ComponentChildren;
  description?: ComponentChildren;
  /** Where this page lies, above the title. */
  trail?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Page({ title, heading, description, trail, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Coffer`;
  }, [title]);
  return (
    <>
      <header class="page-header">
        <div>
          {trail && (
            <nav class="trail" aria-label="Path">
              {trail}
            </nav>
          )}
          <h1>{heading ?? title}</h1>
          {description && <p class="description">{description}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
