import { makeZip } from "client-zip";
import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../api/errors";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes, formatCount, formatNumber } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import { toast } from "../../ui/Toast";
import { useLeaveWarning } from "../../ui/useLeaveWarning";
import { useLoad } from "../../ui/useLoad";
import { entriesOf, type Missing } from "./archive/entries";
import { archiveName, chooseFile, writesWhileReading } from "./archive/saving";
import { measure, pagesOf, type Contents, type Measure } from "./contents";
import { Failures } from "./Failures";
import { fileName } from "./links";

/** From there on a browser that keeps the archive until it is complete may not have the room. */
const MUCH = 1024 ** 3;

interface DownloadProps {
  contents: Contents;
  /** The folder that is shown: names in the archive begin after it. */
  folder: string;
  onClose: () => void;
}

/** What is under way, or how it ended. */
type Phase =
  | { readonly is: "asking" }
  | { readonly is: "saving"; readonly bytes: number }
  | { readonly is: "ended"; readonly missing: readonly Missing[] }
  | { readonly is: "failed"; readonly error: unknown };

/** Saves what was chosen as one ZIP file, which the browser writes while it reads the objects. */
export function DownloadDialog({ contents, folder, onClose }: DownloadProps) {
  const [counted, setCounted] = useState<Measure>({ objects: 0, bytes: 0 });
  const total = useLoad((signal) => measure(contents, setCounted, signal), []);
  const [phase, setPhase] = useState<Phase>({ is: "asking" });
  const stop = useRef(new AbortController());
  const saving = phase.is === "saving";
  const name = archiveName(nameOf(contents, folder));

  useEffect(() => () => stop.current.abort(), []);
  useLeaveWarning(saving);

  async function save() {
    const missing: Missing[] = [];
    let bytes = 0;
    const onBytes = (count: number) => {
      bytes += count;
      setPhase({ is: "saving", bytes });
    };
    try {
      const saveTo = await chooseFile(name);
      setPhase({ is: "saving", bytes });
      const { signal } = stop.current;
      const pages = pagesOf(contents, signal);
      const entries = entriesOf(contents.bucket, folder, pages, { onBytes, onMissing: (one) => missing.push(one) }, signal);
      await saveTo(makeZip(entries), signal);
      if (missing.length === 0) {
        toast(`${name} is saved`);
        onClose();
      }
      setPhase({ is: "ended", missing });
    } catch (error) {
      stop.current = new AbortController();
      setPhase(isAbort(error) ? { is: "asking" } : { is: "failed", error });
    }
  }

  return (
    <Dialog
      title={`Download ${name}`}
      onClose={onClose}
      locked={saving}
      actions={
        phase.is === "ended" ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={() => (saving ? stop.current.abort() : onClose())}>{saving ? "Stop" : "Cancel"}</Button>
            <Button kind="primary" icon="download" busy={saving} disabled={total.data === undefined} onClick={save}>
              Download
            </Button>
          </>
        )
      }
    >
      {phase.is === "asking" && <Size counted={counted} total={total.data} />}
      {saving && (
        <>
          <Progress label="Downloading" value={phase.bytes} max={total.data?.bytes} />
          <p role="status">
            {formatBytes(phase.bytes)} of {formatBytes(total.data?.bytes ?? 0)}
          </p>
        </>
      )}
      <ErrorMessage error={phase.is === "failed" ? phase.error : total.error} />
      {phase.is === "failed" && <p>Nothing is saved: an archive that ends in the middle of an object could not be opened.</p>}
      {phase.is === "ended" && (
        <Failures title={`${formatCount(phase.missing.length, "object")} could not be read. The rest is saved.`} failures={phase.missing} />
      )}
    </Dialog>
  );
}

function Size({ counted, total }: { counted: Measure; total: Measure | undefined }) {
  return (
    <>
      <p role="status">
        {total === undefined ? (
          `Counting: ${formatCount(counted.objects, "object")} so far …`
        ) : (
          <>
            <strong>{formatNumber(total.objects)}</strong> {total.objects === 1 ? "object" : "objects"}, {formatBytes(total.bytes)}, in one
            ZIP file. They are not compressed.
          </>
        )}
      </p>
      {total !== undefined && total.bytes > MUCH && !writesWhileReading() && (
        <Notice kind="warning">
          <p>
            This browser keeps all of it in memory or temporary files until it is complete. Chrome and Edge write to the file as they read.
          </p>
        </Notice>
      )}
    </>
  );
}

/** The folder's where one is all that was chosen, else that of the folder that is shown. */
function nameOf({ bucket, objects, prefixes }: Contents, folder: string): string {
  const only = objects.length === 0 && prefixes.length === 1 ? prefixes[0]! : folder;
  return only === "" ? bucket : fileName(only);
}
