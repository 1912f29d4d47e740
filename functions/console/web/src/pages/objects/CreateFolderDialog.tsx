import { useState } from "preact/hooks";
import { putObject } from "../../api/s3";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { TextField } from "../../ui/Field";
import { DELIMITER } from "./rows";

interface CreateProps {
  bucket: string;
  folder: string;
  onCreated: (prefix: string) => void;
  onClose: () => void;
}

/** Makes the empty object, its key ending with a slash, that S3's clients take for a folder. */
export function CreateFolderDialog({ bucket, folder, onCreated, onClose }: CreateProps) {
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const prefix = folder + name.replace(/\/+$/, "") + DELIMITER;

  async function create(event: Event) {
    event.preventDefault();
    if (name === "" || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await putObject(bucket, prefix, new Blob([]), { contentType: "application/x-directory" });
      onCreated(prefix);
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title="Create folder"
      onClose={onClose}
      locked={busy}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={name === ""} onClick={create}>
            Create folder
          </Button>
        </>
      }
    >
      <form onSubmit={create}>
        <TextField
          label="Name"
          hint="Folders are beginnings of keys: uploading a folder makes them by itself. A slash makes a folder in a folder."
          value={name}
          onValue={setName}
          autofocus
        />
      </form>
      <ErrorMessage error={error} />
    </Dialog>
  );
}
