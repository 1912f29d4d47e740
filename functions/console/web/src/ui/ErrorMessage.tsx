import { isAbort, isCode, ServiceError } from "../api/errors";
import { endSession } from "../api/session";
import { Button } from "./Button";
import { Icon } from "./Icon";

interface ErrorProps {
  /** Nothing is shown for none, nor for what somebody stopped. */
  error: unknown;
  onRetry?: () => void;
}

/** What went wrong, in the endpoint's words, with the code and the request id that its log has. */
export function ErrorMessage({ error, onRetry }: ErrorProps) {
  return (
    <div role="alert">
      {error !== undefined && error !== null && !isAbort(error) && (
        <div class="notice error">
          <Icon name="warning" />
          <div>
            <p>{error instanceof Error ? error.message : String(error)}</p>
            {error instanceof ServiceError && (
              <p class="error-details">
                <code>{error.code}</code>
                {error.requestId && (
                  <>
                    {" "}
                    Request id <code>{error.requestId}</code>
                  </>
                )}
              </p>
            )}
            {isCode(error, "InvalidAccessKeyId", "InvalidClientTokenId") && (
              <Button small icon="signOut" onClick={endSession}>
                Sign in again
              </Button>
            )}
            {onRetry && (
              <Button small icon="refresh" onClick={onRetry}>
                Try again
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
