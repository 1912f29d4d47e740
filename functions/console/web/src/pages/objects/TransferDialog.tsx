import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../api/errors";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Checkbox } from "../../ui/Field";
import { formatBytes, formatCount, formatNumber } from "../../ui/format";
import { Progress } from "../../ui/Progress";
import { toast } from "../../ui/Toast";
import { useLeaveWarning } from "../../ui/useLeaveWarning";
import { useLoad } from "../../ui/useLoad";
import { measure, type Contents, type Measure } from "./contents";
import { Destination, type Place } from "./Destination";
import { Failures } from "./Failures";
import { DELIMITER } from "./rows";
import { transferAll, transferProblem, type NotTransferred, type Transfer } from "./transfer";

export type TransferKind = "copy" | "move" | "rename";

const WORDS = {
  copy: { action: "Copy", doing: "Copying", done: "copied" },
  move: { action: "Move", doing: "Moving", done: "moved" },
  rename: { action: "Rename", doing: "Renaming", done: "renamed" },
} as const;

interface TransferProps {
  kind: TransferKind;
  contents: Contents;
  /** The folder that is shown. */
  folder: string;
  /** Something is where it was not before, be it not all. */
  onChanged: () => void;
  onClose: () => void;
}

type Phase =
  | { readonly is: "asking"; readonly error?: unknown }
  | { readonly is: "going"; readonly so: Measure }
  | { readonly is: "ended"; readonly failures: readonly NotTransferred[] };

/** Asks where to, and has the endpoint copy object by object; what failed, or was stopped, can be tried again. */
export function TransferDialog({ kind, contents, folder, onChanged, onClose }: TransferProps) {
  const words = WORDS[kind];
  const old = contents.prefixes[0] ?? contents.objects[0]?.key ?? "";
  const [counted, setCounted] = useState<Measure>({ objects: 0, bytes: 0 });
  const total = useLoad((signal) => measure(contents, setCounted, signal), []);
  const [place, setPlace] = useState<Place>(() => ({
    bucket: contents.bucket,
    path: kind === "rename" ? old.slice(folder.length).replace(/\/$/, "") : folder,
  }));
  const [chosen, setChosen] = useState(false);
  const [replace, setReplace] = useState(false);
  const [phase, setPhase] = useState<Phase>({ is: "asking" });
  const stop = useRef(new AbortController());
  const done = useRef(new Set<string>());
  const going = phase.is === "going";
  const transfer = transferTo(kind, contents, folder, old, place, replace);
  const problem = transferProblem(transfer);
  const ready = total.data !== undefined && place.bucket !== "" && (kind !== "rename" || place.path !== "") && problem === undefined;

  useEffect(() => () => stop.current.abort(), []);
  useLeaveWarning(going);

  async function run(from: Contents) {
    stop.current = new AbortController();
    setPhase({ is: "going", so: { objects: 0, bytes: 0 } });
    try {
      const failures = await transferAll({ ...transfer, from }, done.current, (so) => setPhase({ is: "going", so }), stop.current.signal);
      if (failures.length === 0) {
        toast(`${formatCount(done.current.size, "object")} ${words.done}`);
        onClose();
      }
      setPhase({ is: "ended", failures });
    } catch (error) {
      const stopped = new Error(`Stopped. ${formatCount(done.current.size, "object")} had been ${words.done}.`);
      setPhase({ is: "asking", error: isAbort(error) ? stopped : error });
    } finally {
      onChanged();
    }
  }

  function goTo(wanted: Place) {
    setPlace(wanted);
    setChosen(true);
    done.current = new Set();
  }

  function submit(event: Event) {
    event.preventDefault();
    if (ready && !going) {
      void run(contents);
    }
  }

  const failed = phase.is === "ended" ? phase.failures : [];
  return (
    <Dialog
      title={`${words.action} ${titleOf(contents)}`}
      onClose={onClose}
      locked={going}
      actions={
        <>
          <Button onClick={() => (going ? stop.current.abort() : onClose())}>
            {going ? "Stop" : phase.is === "ended" ? "Close" : "Cancel"}
          </Button>
          {phase.is === "ended" ? (
            <Button
              kind="primary"
              icon="refresh"
              onClick={() => run({ ...contents, objects: failed.map(({ item }) => item), prefixes: [] })}
            >
              Try again
            </Button>
          ) : (
            <Button kind="primary" busy={going} disabled={!ready} onClick={submit}>
              {words.action}
            </Button>
          )}
        </>
      }
    >
      {phase.is === "asking" && (
        <form onSubmit={submit}>
          <Destination kind={kind} place={place} onPlace={goTo} problem={chosen ? problem : undefined} />
          <Checkbox label="Replace objects that are there already" checked={replace} onChecked={setReplace} />
          <p class="hint" role="status">
            {total.data === undefined ? `Counting: ${sizeOf(counted)} so far …` : sizeOf(total.data)}. The endpoint copies them; they do not
            pass your network.{kind !== "copy" && " Each is deleted from its old place once it is at the new one."}
          </p>
        </form>
      )}
      {going && (
        <>
          <Progress
            label={words.doing}
            value={phase.so.bytes + phase.so.objects}
            max={(total.data?.bytes ?? 0) + (total.data?.objects ?? 0)}
          />
          <p role="status">
            {words.doing} {formatNumber(phase.so.objects)} of {formatCount(total.data?.objects ?? 0, "object")}
          </p>
        </>
      )}
      <ErrorMessage error={(phase.is === "asking" && phase.error) || total.error} />
      <Failures title={`${formatCount(failed.length, "object")} could not be ${words.done}.`} failures={failed} />
    </Dialog>
  );
}

function transferTo(kind: TransferKind, from: Contents, folder: string, old: string, { bucket, path }: Place, replace: boolean): Transfer {
  const move = kind !== "copy";
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  if (kind === "rename") {
    const after = folder + trimmed + (from.prefixes.length > 0 ? DELIMITER : "");
    return { from, before: old, to: { bucket, after }, move, replace };
  }
  // The folder that is shown may have slashes at its ends, which what is typed would not keep.
  const after = path === folder ? folder : trimmed === "" ? "" : trimmed + DELIMITER;
  return { from, before: folder, to: { bucket, after }, move, replace };
}

function titleOf({ objects, prefixes }: Contents): string {
  const parts = [
    prefixes.length > 0 && formatCount(prefixes.length, "folder"),
    objects.length > 0 && formatCount(objects.length, "object"),
  ];
  return parts.filter(Boolean).join(" and ");
}

function sizeOf({ objects, bytes }: Measure): string {
  return `${formatCount(objects, "object")}, ${formatBytes(bytes)}`;
}
