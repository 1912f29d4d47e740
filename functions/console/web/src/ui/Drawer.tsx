import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./Button";

interface DrawerProps {
  title: string;
  /** The title as it is shown, if it is more than text. */
  heading?: ComponentChildren;
  /** Controls beside the cross. */
  actions?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog at the side, over the whole height, for what has much to show; open as long as it is rendered. */
export function Drawer({ title, heading, actions, onClose, children }: DrawerProps) {
  const element = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={element}
      class="drawer"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // What is beside it belongs to the dialog's backdrop, and so to the dialog.
        if (event.target === element.current) {
          onClose();
        }
      }}
    >
      <div class="drawer-content">
        <header>
          <h2>{heading ?? title}</h2>
          <div class="drawer-actions">
            {actions}
            <Button kind="ghost" icon="close" aria-label="Close" onClick={onClose} />
          </div>
        </header>
        {children}
      </div>
    </dialog>
  );
}
