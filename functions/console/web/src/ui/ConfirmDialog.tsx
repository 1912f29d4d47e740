import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { ErrorMessage } from "./ErrorMessage";
import { TextField } from "./Field";

interface ConfirmProps {
  title: string;
  /** What the button that does it says, such as "Delete bucket". */
  action: string;
  /** What has to be typed first; none if a click is enough. */
  typed?: string;
  danger?: boolean;
  children: ComponentChildren;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is done, does it, and closes; if it fails, it says so and stays. */
export function ConfirmDialog({ title, action, typed, danger = true, children, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ready = typed === undefined || text === typed;

  async function confirm(event: Event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      locked={busy}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind={danger ? "danger" : "primary"} busy={busy} disabled={!ready} onClick={confirm}>
            {action}
          </Button>
        </>
      }
    >
      <form onSubmit={confirm}>
        {children}
        {typed !== undefined && <TextField label={`Type ${typed} to confirm`} value={text} onValue={setText} />}
      </form>
      <ErrorMessage error={error} />
    </Dialog>
  );
}
