import type { ComponentChildren } from "preact";
import type { ObjectHead } from "../../../api/s3";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { formatBytes } from "../../../ui/format";
import { Loading } from "../../../ui/Loading";
import { useLoad } from "../../../ui/useLoad";
import { readText, TEXT } from "./text";

export interface TextProps {
  bucket: string;
  objectKey: string;
  head: ObjectHead;
}

/** What an object holds, as text. */
export function TextPreview(props: TextProps) {
  return (
    <TextOf {...props}>
      {(text) => (
        <pre class="text-preview" tabIndex={0} role="region" aria-label="Text of the object">
          {text}
        </pre>
      )}
    </TextOf>
  );
}

/** Loads the beginning of a text, and says so if there is more of it. */
export function TextOf({ bucket, objectKey, head, children }: TextProps & { children: (text: string) => ComponentChildren }) {
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
      {data && children(data)}
    </div>
  );
}
