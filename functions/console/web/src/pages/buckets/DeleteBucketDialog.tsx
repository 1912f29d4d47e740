import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../api/errors";
import { deleteBucket } from "../../api/s3";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { TextField } from "../../ui/Field";
import { formatCount } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import { toast } from "../../ui/Toast";
import { useLoad } from "../../ui/useLoad";
import { emptyBucket, isEmpty, type Emptied } from "./emptyBucket";

interface DeleteProps {
  bucket: string;
  onDeleted: () => void;
  onClose: () => void;
}

/** Looks whether there is something in the bucket; if so, that goes first, and the name has to be typed. */
export function DeleteBucketDialog({ bucket, onDeleted, onClose }: DeleteProps) {
  const { data: empty, error: unknown } = useLoad((signal) => isEmpty(bucket, signal), [bucket]);
  const [typed, setTyped] = useState("");
  const [emptied, setEmptied] = useState<Emptied | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController | null>(null);
  const action = empty === false ? "Empty and delete" : "Delete bucket";
  const ready = empty === true || (empty === false && typed === bucket);

  useEffect(() => () => stop.current?.abort(), []);

  async function remove(event: Event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    stop.current = new AbortController();
    try {
      if (!empty) {
        setEmptied({ versions: 0, uploads: 0 });
        await emptyBucket(bucket, setEmptied, stop.current.signal);
      }
      await deleteBucket(bucket);
      toast(`Bucket ${bucket} deleted`);
      onDeleted();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={`Delete ${bucket}`}
      onClose={onClose}
      locked={busy}
      actions={
        <>
          {busy && emptied ? (
            <Button onClick={() => stop.current?.abort()}>Stop</Button>
          ) : (
            <Button onClick={onClose} disabled={busy}>
              Cancel
            </Button>
          )}
          <Button kind="danger" busy={busy} disabled={!ready} onClick={remove}>
            {action}
          </Button>
        </>
      }
    >
      {empty === undefined && !unknown && <Loading what="what is in it" />}
      {empty === true && <p>This bucket is empty. When it is deleted, its name is free for anybody to take.</p>}
      {empty === false && (
        <form onSubmit={remove}>
          <Notice kind="warning">
            <p>
              <strong>This bucket is not empty.</strong> Every object in it, every older version and every unfinished upload will be deleted
              for good. There is no way back.
            </p>
          </Notice>
          {!busy && <TextField label={`Type ${bucket} to confirm`} value={typed} onValue={setTyped} autofocus />}
        </form>
      )}
      {emptied && <Emptying emptied={emptied} busy={busy} stopped={isAbort(error)} />}
      <ErrorMessage error={unknown ?? error} />
    </Dialog>
  );
}

function Emptying({ emptied, busy, stopped }: { emptied: Emptied; busy: boolean; stopped: boolean }) {
  const uploads = emptied.uploads > 0 ? ` and ${formatCount(emptied.uploads, "unfinished upload")}` : "";
  return (
    <div class="emptying">
      {busy && <Progress label="Emptying the bucket" value={emptied.versions} />}
      <p role="status">
        {stopped && "Stopped. "}
        {formatCount(emptied.versions, "object version")}
        {uploads} deleted{busy ? " so far …" : "."}
      </p>
    </div>
  );
}
