import { ServiceError } from "../../api/errors";
import { uploads } from "../../upload/UploadQueue";
import type { FileUpload } from "../../upload/FileUpload";
import { Button } from "../../ui/Button";
import { formatBytes } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Progress } from "../../ui/Progress";
import { KeyText, visibleKey } from "../objects/KeyText";

/** @param top where it is in the list, in pixels */
export function UploadRow({ upload, top }: { upload: FileUpload; top: number }) {
  const name = visibleKey(upload.key);
  const { state } = upload;
  return (
    <li class={`upload ${state}`} style={{ transform: `translateY(${top}px)` }} aria-label={name}>
      <div class="upload-name" title={`${upload.bucket}/${name}`}>
        <KeyText text={upload.key} />
      </div>
      <div class="upload-controls">
        {upload.pending && (
          <Button kind="ghost" small icon="pause" aria-label={`Pause ${name}`} title="Pause" onClick={() => upload.pause()} />
        )}
        {state === "paused" && (
          <Button kind="ghost" small icon="play" aria-label={`Resume ${name}`} title="Resume" onClick={() => uploads.resume(upload)} />
        )}
        {state === "failed" && (
          <Button kind="ghost" small icon="refresh" aria-label={`Retry ${name}`} title="Retry" onClick={() => uploads.resume(upload)} />
        )}
        {state === "done" && <Icon name="check" />}
        {state !== "done" && state !== "cancelled" && (
          <Button kind="ghost" small icon="close" aria-label={`Cancel ${name}`} title="Cancel" onClick={() => void upload.cancel()} />
        )}
      </div>
      {upload.pending || state === "paused" ? <Progress label={`Upload of ${name}`} value={upload.sent} max={upload.file.size} /> : null}
      <p class="upload-state">{stateOf(upload)}</p>
    </li>
  );
}

function stateOf(upload: FileUpload): string {
  const size = formatBytes(upload.file.size);
  switch (upload.state) {
    case "waiting":
      return `Waiting · ${size}`;
    case "uploading":
      return upload.obstacle ? `Trying again: ${reasonOf(upload.obstacle)}` : `${formatBytes(upload.sent)} of ${size}`;
    case "paused":
      return `Paused · ${formatBytes(upload.sent)} of ${size}`;
    case "failed":
      return `Failed: ${reasonOf(upload.error)}`;
    case "done":
      return `Uploaded · ${size}`;
    case "cancelled":
      return upload.error ? `Cancelled; its parts could not be removed: ${reasonOf(upload.error)}` : "Cancelled";
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ServiceError) {
    return `${error.message} (${error.code})`;
  }
  return error instanceof Error ? error.message : String(error);
}
