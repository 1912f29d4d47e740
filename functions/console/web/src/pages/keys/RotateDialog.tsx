import { useState } from "preact/hooks";
import { createAccessKey, getCallerIdentity, updateAccessKey, type CreatedAccessKey } from "../../api/iam";
import { changeCredentials, session } from "../../api/session";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { toast } from "../../ui/Toast";
import type { HeldKey } from "../../api/iam";
import type { Holder } from "./holders";
import { NewKey } from "./NewKey";

interface RotateProps {
  holder: Holder;
  old: HeldKey;
  onChanged: () => void;
  onClose: () => void;
}

/** A second pair first; the old one works until somebody confirms that the new one is in use. */
export function RotateDialog({ holder, old, onChanged, onClose }: RotateProps) {
  const [pair, setPair] = useState<CreatedAccessKey>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function attempt(step: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    try {
      await step();
      onChanged();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  async function create() {
    setPair(await createAccessKey(holder.userName));
  }

  /** Who is signed in with the old pair goes on with the new one, proved before the old one is given up. */
  async function confirm(created: CreatedAccessKey) {
    const credentials = { accessKeyId: created.id, secretAccessKey: created.secret };
    await getCallerIdentity(credentials);
    if (session()?.accessKeyId === old.id) {
      changeCredentials(credentials);
    }
    await updateAccessKey(old.id, "Inactive", holder.userName);
    toast(`${old.id} is deactivated`);
    onClose();
  }

  return (
    <Dialog
      title={`Rotate ${old.id}`}
      locked={busy}
      onClose={onClose}
      actions={
        pair ? (
          <>
            <Button onClick={onClose} disabled={busy}>
              Later
            </Button>
            <Button kind="primary" busy={busy} onClick={() => attempt(() => confirm(pair))}>
              Deactivate the old key
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button kind="primary" busy={busy} onClick={() => attempt(create)}>
              Create the new key
            </Button>
          </>
        )
      }
    >
      {pair ? (
        <>
          <NewKey pair={pair} />
          <p>
            Put the new pair wherever <code>{old.id}</code> is used, and see it work. Both are valid until you deactivate the old one, here
            or later in the table.
          </p>
        </>
      ) : (
        <ol class="steps">
          <li>A second pair is made, with the same rights.</li>
          <li>You put it wherever the old one is used. Both work.</li>
          <li>You confirm, and the old one is deactivated. It can be activated again until it is deleted.</li>
        </ol>
      )}
      <ErrorMessage error={error} />
    </Dialog>
  );
}
