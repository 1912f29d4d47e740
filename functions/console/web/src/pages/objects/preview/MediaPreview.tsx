import { useState } from "preact/hooks";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { Notice } from "../../../ui/Notice";
import { useLoad } from "../../../ui/useLoad";
import { visibleKey } from "../KeyText";
import { fileName, shownAt } from "../links";
import type { Preview } from "../previews";

interface MediaProps {
  bucket: string;
  objectKey: string;
  preview: Preview;
}

/** Pictures, films and sounds in the elements that browsers have for them, documents in a frame of the endpoint's origin. */
export function MediaPreview({ bucket, objectKey, preview }: MediaProps) {
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
      {address && preview.kind === "pdf" && <iframe class="pdf-preview" src={address} title={label} referrerpolicy="no-referrer" />}
    </div>
  );
}
