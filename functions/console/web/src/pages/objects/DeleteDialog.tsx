import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../api/errors";
import { getBucketVersioning, type DeleteFailure } from "../../api/s3";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { TextField } from "../../ui/Field";
import { formatCount, formatNumber } from "../../ui/format";
import { Progress } from "../../ui/Progress";
import { toast } from "../../ui/Toast";
import { useLoad } from "../../ui/useLoad";
import { count, deleteAll, type Doomed } from "./deletion";
import { Failures } from "./Failures";
import { KeyText } from "./KeyText";

/** More than this many are deleted only after somebody has typed what is asked for, as in AWS's console. */
const MANY = 100;
const TYPED = "permanently delete";

interface DeleteProps {
  doomed: Doomed;
  /** Something was deleted, be it not all. */
  onDeleted: () => void;
  onClose: () => void;
}

/** Counts what is to be deleted, asks, and deletes it. */
export function DeleteDialog({ doomed, onDeleted, onClose }: DeleteProps) {
  const [counted, setCounted] = useState(doomed.keys.length);
  const total = useLoad((signal) => count(doomed, setCounted, signal), []);
  const versioning = useLoad((signal) => getBucketVersioning(doomed.bucket, signal), []);
  const [deleted, setDeleted] = useState<number>();
  const [failures, setFailures] = useState<readonly DeleteFailure[]>();
  const [error, setError] = useState<unknown>();
  const [typed, setTyped] = useState("");
  const stop = useRef(new AbortController());
  const busy = deleted !== undefined && failures === undefined && error === undefined;

  useEffect(() => () => stop.current.abort(), []);

  async function confirm() {
    setDeleted(0);
    let most = 0;
    try {
      const failed = await deleteAll(
        doomed,
        (so) => {
          most = so;
          setDeleted(so);
        },
        stop.current.signal,
      );
      if (failed.length === 0) {
        toast(`${formatCount(most, "object")} deleted`);
        onClose();
      }
      setFailures(failed);
    } catch (failure) {
      setError(isAbort(failure) ? new Error(`Stopped. ${formatCount(most, "object")} had been deleted.`) : failure);
    } finally {
      onDeleted();
    }
  }

  const many = (total.data ?? 0) > MANY;
  const ready = total.data !== undefined && (!many || typed === TYPED);
  const ended = deleted !== undefined && !busy;
  return (
    <Dialog
      title={titleOf(doomed)}
      onClose={onClose}
      locked={busy}
      actions={
        <>
          {!ended && <Button onClick={() => (busy ? stop.current.abort() : onClose())}>{busy ? "Stop" : "Cancel"}</Button>}
          {ended ? (
            <Button onClick={onClose}>Close</Button>
          ) : (
            <Button kind="danger" busy={busy} disabled={!ready} onClick={confirm}>
              Delete
            </Button>
          )}
        </>
      }
    >
      {deleted === undefined && <Names doomed={doomed} />}
      {deleted === undefined && (
        <p role="status">
          {total.data === undefined ? (
            `Counting: ${formatCount(counted, "object")} so far …`
          ) : (
            <>
              <strong>{formatCount(total.data, "object")}</strong> will be deleted. {remains(versioning.data)}
            </>
          )}
        </p>
      )}
      {deleted === undefined && many && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) {
              void confirm();
            }
          }}
        >
          <TextField label={`Type ${TYPED} to confirm`} value={typed} onValue={setTyped} autofocus />
        </form>
      )}
      {busy && (
        <>
          <Progress label="Deleting" value={deleted} max={total.data ?? 0} />
          <p role="status">
            Deleted {formatNumber(deleted)} of {formatCount(total.data ?? 0, "object")}
          </p>
        </>
      )}
      <ErrorMessage error={error ?? total.error} />
      {failures && <Failures title={`${formatCount(failures.length, "object")} could not be deleted.`} failures={failures} />}
    </Dialog>
  );
}

function Names({ doomed: { keys, prefixes } }: { doomed: Doomed }) {
  const names = [...prefixes, ...keys];
  return (
    <ul class="doomed">
      {names.slice(0, 5).map((name) => (
        <li key={name}>
          <KeyText text={name === "" ? "Everything in this bucket" : name} />
        </li>
      ))}
      {names.length > 5 && <li class="hint">and {formatNumber(names.length - 5)} more</li>}
    </ul>
  );
}

function titleOf({ keys, prefixes }: Doomed): string {
  const parts = [
    prefixes.length > 0 && formatCount(prefixes.length, "folder"),
    keys.length > 0 && formatCount(keys.length, "object"),
  ].filter(Boolean);
  return `Delete ${parts.join(" and ")}`;
}

function remains(versioning: string | undefined): string {
  switch (versioning) {
    case "Enabled":
      return "The bucket keeps versions: they can be restored from there.";
    case "Off":
      return "This cannot be undone.";
    default:
      return "";
  }
}
