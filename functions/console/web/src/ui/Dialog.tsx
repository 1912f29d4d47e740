import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./Button";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Buttons below the content. */
  actions?: ComponentChildren;
  wide?: boolean;
  /** While something must not be left halfway, neither Escape nor the cross closes it. */
  locked?: boolean;
  children: ComponentChildren;
}

/**
 * Open as long as it is rendered. The browser's own modal dialog keeps the focus inside, makes what is behind it inert, and hands the focus
 * back when it closes.
 */
export function Dialog({ title, onClose, actions, wide = false, locked = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={element}
      class={wide ? "dialog wide" : "dialog"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) {
          onClose();
        }
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {!locked && <Button kind="ghost" icon="close" aria-label="Close" onClick={onClose} />}
      </header>
      <div class="dialog-body">{children}</div>
      {actions && <footer>{actions}</footer>}
    </dialog>
  );
}
