import { useState } from "preact/hooks";
import { createAccount, type CreatedAccount, type Plan } from "../../api/accounts";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Select, TextField } from "../../ui/Field";
import { NewKey } from "../keys/NewKey";
import { PLANS } from "./plans";

interface CreateProps {
  onCreated: () => void;
  onClose: () => void;
}

export function CreateAccountDialog({ onCreated, onClose }: CreateProps) {
  const [name, setName] = useState("");
  const [plan, setPlan] = useState<Plan>("FREE");
  const [made, setMade] = useState<CreatedAccount>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ready = name.trim() !== "";

  async function create(event: Event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      setMade(await createAccount(name.trim(), plan));
      onCreated();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  if (made) {
    return (
      <Dialog
        title={`Account ${made.account.id} created`}
        onClose={onClose}
        actions={
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <p>Hand this pair to whoever runs the account. It may do everything in it.</p>
        <NewKey
          pair={{
            id: made.accessKeyId,
            secret: made.secret,
            userName: made.account.id,
            status: "Active",
            created: made.account.created,
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Create account"
      locked={busy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={create}>
            Create account
          </Button>
        </>
      }
    >
      <form onSubmit={create}>
        <TextField
          label="Name"
          hint="Shown in lists and as the owner of buckets; its id, 12 digits, tells it apart."
          value={name}
          onValue={setName}
          maxLength={128}
          autofocus
        />
        <Select label="Plan" value={plan} options={PLANS} onValue={setPlan} />
      </form>
      <ErrorMessage error={error} />
    </Dialog>
  );
}
