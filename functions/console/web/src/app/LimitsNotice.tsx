import { settings } from "../api/settings";
import { Notice } from "../ui/Notice";

/** What does not pass the functions; nothing if all of it does, or a streaming endpoint takes it. */
export function LimitsNotice() {
  const { functionLimits, streamingEndpoint } = settings();
  if (!functionLimits || streamingEndpoint) {
    return null;
  }
  return (
    <Notice>
      <p>Files larger than 4.5 MB do not pass this endpoint, and this installation has no streaming endpoint for them.</p>
    </Notice>
  );
}
