import { useState } from "preact/hooks";
import { createBucket } from "../../api/s3";
import { settings } from "../../api/settings";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Select, Switch, TextField } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { nameRules, suggestedName } from "./bucketName";
import { NameHelp } from "./NameHelp";
import { PublicWarning } from "./PublicWarning";

interface CreateProps {
  /** The names of those there are. */
  existing: readonly string[];
  onCreated: () => void;
  onClose: () => void;
}

export function CreateBucketDialog({ existing, onCreated, onClose }: CreateProps) {
  const { region, dottedBucketNames } = settings();
  const [name, setName] = useState("");
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const rules = nameRules(name, dottedBucketNames);
  const suggestion = suggestedName(name, dottedBucketNames);
  // Asked again in us-east-1, S3 answers with success and resets the ACL.
  const taken = existing.includes(name);
  const ready = !taken && rules.every((rule) => rule.holds);

  async function create(event: Event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await createBucket(name, region, open ? "public-read" : "private");
      toast(`Bucket ${name} created`);
      onCreated();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title="Create bucket"
      onClose={onClose}
      locked={busy}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={create}>
            Create bucket
          </Button>
        </>
      }
    >
      <form onSubmit={create}>
        <div class="stack">
          <TextField
            label="Bucket name"
            value={name}
            onValue={setName}
            placeholder="my-bucket"
            autofocus
            error={taken ? "You have a bucket of this name already." : undefined}
          />
          <NameHelp rules={rules} typed={name !== ""} />
          {!ready && !taken && suggestion !== name && suggestion.length >= 3 && (
            <p class="hint">
              Did you mean{" "}
              <Button kind="ghost" small onClick={() => setName(suggestion)}>
                {suggestion}
              </Button>
            </p>
          )}
        </div>
        <Select
          label="Region"
          hint="This endpoint has one."
          value={region}
          options={[{ value: region, text: region }]}
          onValue={() => undefined}
        />
        <Switch
          label="Public"
          hint={open ? "Everybody can read it." : "Only you and whom you allow can read it."}
          checked={open}
          onChecked={setOpen}
        />
        {open && <PublicWarning />}
      </form>
      <ErrorMessage error={error} />
    </Dialog>
  );
}
