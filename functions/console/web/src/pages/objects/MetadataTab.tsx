import { useState } from "preact/hooks";
import { isCode } from "../../api/errors";
import type { ObjectHead } from "../../api/s3";
import { Button } from "../../ui/Button";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { TextField } from "../../ui/Field";
import { metadataOf, problemOf, saveMetadata, SYSTEM_FIELDS } from "./metadata";
import { PairsEditor } from "./PairsEditor";

interface MetadataProps {
  bucket: string;
  objectKey: string;
  head: ObjectHead;
  onSaved: () => void;
}

export function MetadataTab({ bucket, objectKey, head, onSaved }: MetadataProps) {
  const [metadata, setMetadata] = useState(() => metadataOf(head));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function save(event: Event) {
    event.preventDefault();
    const problem = problemOf(metadata);
    if (problem) {
      setError(new Error(problem));
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await saveMetadata(bucket, objectKey, head, metadata);
      onSaved();
    } catch (failure) {
      setError(
        isCode(failure, "PreconditionFailed")
          ? new Error("Somebody has replaced the object meanwhile. Close this and open it again to see what it is now.")
          : failure,
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="stack" onSubmit={save}>
      <p class="hint">
        Saving copies the object onto itself: its time of change is new, and where the bucket keeps versions, so is its version.
      </p>
      {SYSTEM_FIELDS.map(({ name, title, hint }) => (
        <TextField
          key={name}
          label={title}
          hint={hint}
          value={metadata.system[name]}
          onValue={(value) => setMetadata((before) => ({ ...before, system: { ...before.system, [name]: value } }))}
        />
      ))}
      <fieldset>
        <legend>Your own metadata</legend>
        <PairsEditor what="entry" pairs={metadata.user} onPairs={(user) => setMetadata((before) => ({ ...before, user }))} />
      </fieldset>
      <ErrorMessage error={error} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          Save metadata
        </Button>
      </div>
    </form>
  );
}
