import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { FileUpload } from "../../upload/FileUpload";
import { uploads } from "../../upload/UploadQueue";
import { Button } from "../../ui/Button";
import { formatBytes, formatCount, formatNumber } from "../../ui/format";
import { Progress } from "../../ui/Progress";
import { useLeaveWarning } from "../../ui/useLeaveWarning";
import { useVisibleRows } from "../objects/useVisibleRows";
import { UploadRow } from "./UploadRow";
import { useRoomBelow } from "./useRoomBelow";
import "./uploads.css";

/** In pixels; the style sheet has the same. */
const ROW_HEIGHT = 62;

/** Where the list would cover the page: it is shown when it is asked for. */
const NARROW = "(max-width: 52rem)";

/**
 * How far all uploads are, and what can be done with them; on every page, while there are any. When all are done it folds to one line, and
 * pages end above it.
 */
export function UploadPanel() {
  const [, refresh] = useReducer((round: number) => round + 1, 0);
  const panel = useRef<HTMLElement>(null);
  // What somebody chose holds until uploads begin or end; then the panel opens or folds by itself.
  const [chosen, choose] = useState<"open" | "folded">();
  const { busy, uploads: all } = uploads;
  const any = all.length > 0;
  const over = all.every((upload) => upload.state === "done" || upload.state === "cancelled");
  const folded = chosen ? chosen === "folded" : over || matchMedia(NARROW).matches;

  useEffect(() => uploads.subscribe(() => refresh(undefined)), []);
  useEffect(() => choose(undefined), [busy]);
  useRoomBelow(panel, any);
  useLeaveWarning(busy);

  if (!any) {
    return null;
  }
  const some = (state: FileUpload["state"]) => all.some((upload) => upload.state === state);
  return (
    <section ref={panel} class="uploads" aria-label="Uploads">
      <header>
        <h2>{titleOf(all)}</h2>
        {all.some((upload) => upload.pending) && (
          <Button kind="ghost" small icon="pause" aria-label="Pause all uploads" title="Pause all" onClick={() => uploads.pause()} />
        )}
        {(some("paused") || some("failed")) && (
          <Button kind="ghost" small icon="play" aria-label="Resume all uploads" title="Resume all" onClick={() => uploads.resume()} />
        )}
        {(busy || some("paused")) && (
          <Button kind="ghost" small icon="trash" aria-label="Cancel all uploads" title="Cancel all" onClick={() => uploads.cancel()} />
        )}
        <Button
          kind="ghost"
          small
          icon="chevron"
          aria-label={folded ? "Show uploads" : "Hide uploads"}
          aria-expanded={!folded}
          onClick={() => choose(folded ? "open" : "folded")}
        />
        {!busy && !some("paused") && (
          <Button kind="ghost" small icon="close" aria-label="Close uploads" title="Close" onClick={() => uploads.clear()} />
        )}
      </header>
      <p class="visually-hidden" role="status">
        {!busy && "All uploads have ended or are paused"}
      </p>
      {!(over && folded) && <Overall all={all} />}
      {!folded && <Rows all={all} />}
    </section>
  );
}

function titleOf(all: readonly FileUpload[]): string {
  const done = all.filter((upload) => upload.state === "done").length;
  const failed = all.filter((upload) => upload.state === "failed").length;
  const cancelled = all.filter((upload) => upload.state === "cancelled").length;
  const wanted = all.length - cancelled;
  if (done === wanted) {
    return `${formatCount(done, "file")} uploaded`;
  }
  const paused = all.some((upload) => upload.state === "paused");
  const doing = all.some((upload) => upload.pending) ? "Uploading" : paused ? "Paused" : "Uploaded";
  return `${doing}: ${formatNumber(done)} of ${formatCount(wanted, "file")}${failed > 0 ? `, ${formatNumber(failed)} failed` : ""}`;
}

function Overall({ all }: { all: readonly FileUpload[] }) {
  const wanted = all.filter((upload) => upload.state !== "cancelled");
  const total = wanted.reduce((sum, upload) => sum + upload.file.size, 0);
  const sent = wanted.reduce((sum, upload) => sum + upload.sent, 0);
  const speed = uploads.speed;
  const moving = all.some((upload) => upload.state === "uploading");
  return (
    <div class="overall">
      <Progress label="All uploads" value={sent} max={total} />
      <p class="hint">
        {formatBytes(sent)} of {formatBytes(total)}
        {moving && speed > 0 && (
          <>
            {" "}
            · {formatBytes(speed)}/s · {timeLeft((total - sent) / speed)}
          </>
        )}
      </p>
    </div>
  );
}

function timeLeft(seconds: number): string {
  if (seconds < 60) {
    return `${Math.ceil(seconds)} s left`;
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

/** Only those in sight are in the document. */
function Rows({ all }: { all: readonly FileUpload[] }) {
  const body = useRef<HTMLUListElement>(null);
  const { first, last } = useVisibleRows(body, all.length, ROW_HEIGHT);
  return (
    <div class="upload-scroll" tabIndex={0} role="region" aria-label="Files">
      <ul ref={body} style={{ height: `${all.length * ROW_HEIGHT}px` }}>
        {all.slice(first, last).map((upload, at) => (
          <UploadRow key={upload.id} upload={upload} top={(first + at) * ROW_HEIGHT} />
        ))}
      </ul>
    </div>
  );
}
