import { useState } from "preact/hooks";
import { isCode } from "../../api/errors";
import { createAccessKey, type CreatedAccessKey } from "../../api/iam";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Select, TextField } from "../../ui/Field";
import { createHolder, MOST_KEYS, type Holder } from "./holders";
import { NewKey } from "./NewKey";
import { policyOfDraft, ScopeForm, type ScopeDraft } from "./ScopeForm";

/** IAM API Reference, CreateUser. */
const NAME = /^[\w+=,.@-]{1,64}$/;

/** Stands for a user that is still to be named; no user's name has a space. */
const NEW = "New user";
const ROOT = "The account itself (root)";

const BEGINNING: ScopeDraft = {
  scope: { kind: "chosen", buckets: [], prefix: "", rights: ["list", "read", "write", "delete"], expires: undefined },
  written: undefined,
};

interface CreateProps {
  holders: readonly Holder[];
  onCreated: () => void;
  onClose: () => void;
}

export function CreateKeyDialog({ holders, onCreated, onClose }: CreateProps) {
  const [owner, setOwner] = useState(NEW);
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(BEGINNING);
  const [pair, setPair] = useState<CreatedAccessKey>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const chosen = policyOfDraft(draft);
  const ready = owner !== NEW || (NAME.test(name) && "policy" in chosen);
  const taken = isCode(error, "EntityAlreadyExists");

  async function create(event: Event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      setPair(await made());
      onCreated();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  function made(): Promise<CreatedAccessKey> {
    return owner === NEW && "policy" in chosen ? createHolder(name, chosen.policy) : createAccessKey(owner === ROOT ? undefined : owner);
  }

  if (pair) {
    return (
      <Dialog
        title="Access key created"
        onClose={onClose}
        actions={
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <NewKey pair={pair} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Create access key"
      wide
      locked={busy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={create}>
            Create access key
          </Button>
        </>
      }
    >
      <form onSubmit={create}>
        <Select
          label="User"
          hint={owner === NEW ? undefined : owner === ROOT ? "Such a key can do everything." : "It has the rights of this user."}
          value={owner}
          options={[NEW, ...holders.filter((held) => held.keys.length < MOST_KEYS).map((held) => held.userName ?? ROOT)].map((value) => ({
            value,
            text: value,
          }))}
          onValue={setOwner}
        />
        {owner === NEW && (
          <>
            <TextField
              label="Name"
              hint="Who or what will use the key, such as backup or alice."
              error={
                taken
                  ? "There is a user of this name already."
                  : name !== "" && !NAME.test(name)
                    ? "1 to 64 letters, digits and + = , . @ _ -"
                    : undefined
              }
              value={name}
              onValue={setName}
              maxLength={64}
            />
            <ScopeForm draft={draft} onDraft={setDraft} />
            {"missing" in chosen && <p class="hint">{chosen.missing}</p>}
          </>
        )}
      </form>
      <ErrorMessage error={taken ? undefined : error} />
    </Dialog>
  );
}
