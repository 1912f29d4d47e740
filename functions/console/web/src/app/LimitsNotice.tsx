import { settings } from "../api/settings";
import { Notice } from "../ui/Notice";

/** What does not pass the functions, and where it does; nothing where there is no such limit. */
export function LimitsNotice() {
  const { functionLimits, streamingEndpoint } = settings();
  if (!functionLimits) {
    return null;
  }
  return (
    <Notice>
      {streamingEndpoint
        ? (
          <p>
            Files larger than 4.5 MB do not pass this endpoint. They go through the streaming endpoint:{" "}
            <a href={`${streamingEndpoint}/_console/${location.hash}`} target="_blank" rel="noopener noreferrer">open its console</a>.
          </p>
        )
        : <p>Files larger than 4.5 MB do not pass this endpoint, and this installation has no streaming endpoint for them.</p>}
    </Notice>
  );
}
