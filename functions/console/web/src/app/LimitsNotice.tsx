import { settings } from "../api/settings";
import { Notice } from "../ui/Notice";

/** What does not pass a gateway and its functions; nothing if there are none. */
export function LimitsNotice() {
  const { functionLimits, streamingEndpoint } = settings();
  if (!functionLimits) {
    return null;
  }
  return (
    <Notice>
      {!streamingEndpoint && (
        <p>Files larger than 4.5 MB do not pass this endpoint, and this installation has no streaming endpoint for them.</p>
      )}
      <p>
        Names with % or ? do not pass the gateway of this endpoint. Neither do texts in another encoding than UTF-8, unless they are given a
        content type that is not a text's.
      </p>
    </Notice>
  );
}
