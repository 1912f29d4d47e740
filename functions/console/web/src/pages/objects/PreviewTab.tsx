import { useState } from "preact/hooks";
import { getObject, type ObjectHead } from "../../api/s3";
import { Button } from "../../ui/Button";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Notice } from "../../ui/Notice";
import { useLoad } from "../../ui/useLoad";
import { visibleKey } from "./KeyText";
import { fileName, shownAt } from "./links";
import { previewOf, type Preview } from "./previews";

/** Of a text, so much is fetched and shown, in bytes. */
const TEXT = 256 * 1024;

interface PreviewProps {
  bucket: string;
  objectKey: string;
  head: ObjectHead;
}

/** Pictures in img, films in video, everything else as text: nothing that an object holds is ever run. */
export function PreviewTab({ bucket, objectKey, head }: PreviewProps) {
  const preview = previewOf(objectKey, head.contentType);
  const [asText, setAsText] = useState(preview.kind === "text");
  if (asText) {
    return <TextPreview bucket={bucket} objectKey={objectKey} head={head} />;
  }
  if (preview.kind === "none") {
    return (
      <div class="stack">
        <p class="hint">There is no preview of {head.contentType || "this"}.</p>
        <div>
          <Button icon="eye" onClick={() => setAsText(true)}>
            Show as text
          </Button>
        </div>
      </div>
    );
  }
  return <MediaPreview bucket={bucket} objectKey={objectKey} preview={preview} />;
}

function TextPreview({ bucket, objectKey, head }: PreviewProps) {
  const { data, error, reload } = useLoad((signal) => readText(bucket, objectKey, head, signal), []);
  return (
    <div class="stack">
      <ErrorMessage error={error} onRetry={reload} />
      {data === undefined && !error && <Loading what="preview" />}
      {data !== undefined && head.size > TEXT && (
        <p class="hint">
          The first {formatBytes(TEXT)} of {formatBytes(head.size)}.
        </p>
      )}
      {data === "" && <p class="hint">The object is empty.</p>}
      {data && (
        <pre class="text-preview" tabIndex={0} role="region" aria-label="Text of the object">
          {data}
        </pre>
      )}
    </div>
  );
}

async function readText(bucket: string, key: string, head: ObjectHead, signal: AbortSignal): Promise<string> {
  if (head.size === 0) {
    return "";
  }
  const response = await getObject(bucket, { key }, { range: `bytes=0-${Math.min(TEXT, head.size) - 1}`, signal });
  return new TextDecoder(charsetOf(head.contentType)).decode(await response.arrayBuffer());
}

/** What the content type says where browsers know it, else UTF-8. */
function charsetOf(contentType: string): string {
  const charset = /charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return "utf-8";
  }
}

function MediaPreview({ bucket, objectKey, preview }: Omit<PreviewProps, "head"> & { preview: Preview }) {
  const [broken, setBroken] = useState(false);
  const { data: address, error } = useLoad(() => shownAt(bucket, { key: objectKey }, preview.contentType), []);
  const label = `Preview of ${visibleKey(fileName(objectKey))}`;
  const onError = () => setBroken(true);
  if (broken) {
    return (
      <Notice kind="warning">
        <p>
          The browser cannot show this {preview.kind}: it may not know {preview.contentType}, or the object is something else.
        </p>
      </Notice>
    );
  }
  return (
    <div class="media-preview">
      <ErrorMessage error={error} />
      {address && preview.kind === "image" && <img src={address} alt={label} onError={onError} />}
      {address && preview.kind === "video" && <video src={address} controls preload="metadata" aria-label={label} onError={onError} />}
      {address && preview.kind === "audio" && <audio src={address} controls preload="metadata" aria-label={label} onError={onError} />}
    </div>
  );
}
