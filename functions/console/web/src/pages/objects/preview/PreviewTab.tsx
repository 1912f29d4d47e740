import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { Loading } from "../../../ui/Loading";
import { useLoad } from "../../../ui/useLoad";
import { previewOf } from "../previews";
import { MediaPreview } from "./MediaPreview";
import { TextPreview, type TextProps } from "./TextPreview";

/** Their libraries are loaded when somebody looks at such an object. */
const LOADED = {
  markdown: () => import("./MarkdownPreview"),
  csv: () => import("./CsvPreview"),
};

/** Each kind of object in the way that shows it; nothing that an object holds is ever run. */
export function PreviewTab({ bucket, objectKey, head }: TextProps) {
  const preview = previewOf(objectKey, head.contentType);
  const [asText, setAsText] = useState(preview.kind === "text");
  if (asText) {
    return <TextPreview bucket={bucket} objectKey={objectKey} head={head} />;
  }
  switch (preview.kind) {
    case "text":
    case "none":
      return (
        <div class="stack">
          <p class="hint">There is no preview of {head.contentType || "this"}.</p>
          <AsText onClick={() => setAsText(true)} />
        </div>
      );
    case "markdown":
    case "csv":
      return (
        <div class="stack">
          <AsText onClick={() => setAsText(true)} />
          <LoadedPreview load={LOADED[preview.kind]} bucket={bucket} objectKey={objectKey} head={head} />
        </div>
      );
    default:
      return <MediaPreview bucket={bucket} objectKey={objectKey} preview={preview} />;
  }
}

function AsText({ onClick }: { onClick: () => void }) {
  return (
    <div>
      <Button small icon="eye" onClick={onClick}>
        Show as text
      </Button>
    </div>
  );
}

function LoadedPreview({ load, ...props }: TextProps & { load: () => Promise<{ default: ComponentType<TextProps> }> }) {
  const { data, error, reload } = useLoad(load, []);
  if (!data) {
    return error ? <ErrorMessage error={error} onRetry={reload} /> : <Loading what="preview" />;
  }
  const Loaded = data.default;
  return <Loaded {...props} />;
}
