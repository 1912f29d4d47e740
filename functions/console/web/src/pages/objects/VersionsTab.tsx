import { useState } from "preact/hooks";
import { copyObject, deleteObject, listObjectVersions, type Version, type VersionMarkers } from "../../api/s3";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes, formatTime } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { toast } from "../../ui/Toast";
import { useLoad } from "../../ui/useLoad";
import { download } from "./links";

interface VersionsProps {
  bucket: string;
  objectKey: string;
  /** The latest version is another now. */
  onChanged: () => void;
  onClose: () => void;
}

/** All that the key ever named and that was not deleted for good, the newest first. */
export function VersionsTab({ bucket, objectKey, onChanged, onClose }: VersionsProps) {
  const { data: versions, error, reload } = useLoad((signal) => versionsOf(bucket, objectKey, signal), []);
  const [doomed, setDoomed] = useState<Version>();
  const [failure, setFailure] = useState<unknown>();

  async function restore(version: Version) {
    setFailure(undefined);
    try {
      await copyObject({ bucket, key: objectKey, versionId: version.versionId }, { bucket, key: objectKey });
      toast("Restored: a copy of that version is the latest now");
      onChanged();
      onClose();
    } catch (problem) {
      setFailure(problem);
    }
  }

  async function remove(version: Version) {
    await deleteObject(bucket, { key: objectKey, versionId: version.versionId });
    toast(version.deleteMarker ? "Delete marker removed" : "Version deleted for good");
    onChanged();
    if (version.latest) {
      onClose();
    } else {
      reload();
    }
  }

  return (
    <div class="stack">
      <ErrorMessage error={failure ?? error} onRetry={error ? reload : undefined} />
      {!versions && !error && <Loading what="versions" />}
      {versions && (
        <ul class="versions" aria-label="Versions">
          {versions.map((version) => (
            <li key={version.versionId} aria-label={`Version of ${formatTime(version.modified)}`}>
              <div>
                <p class="row">
                  <time dateTime={version.modified.toISOString()}>{formatTime(version.modified)}</time>
                  {version.latest && <Badge kind="good">Latest</Badge>}
                  {version.deleteMarker && <Badge kind="danger">Delete marker</Badge>}
                </p>
                <p class="hint">
                  {!version.deleteMarker && <>{formatBytes(version.size)} · </>}
                  <code>{version.versionId}</code>
                </p>
              </div>
              <div class="row">
                {!version.deleteMarker && (
                  <Button
                    kind="ghost"
                    small
                    icon="download"
                    aria-label="Download this version"
                    title="Download this version"
                    onClick={() => download(bucket, { key: objectKey, versionId: version.versionId }).catch(setFailure)}
                  />
                )}
                {!version.deleteMarker && !version.latest && (
                  <Button small icon="refresh" onClick={() => restore(version)}>
                    Restore
                  </Button>
                )}
                <Button
                  kind="ghost"
                  small
                  icon="trash"
                  aria-label={version.deleteMarker ? "Remove this delete marker" : "Delete this version for good"}
                  title={version.deleteMarker ? "Remove this delete marker" : "Delete this version for good"}
                  onClick={() => setDoomed(version)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {doomed && (
        <ConfirmDialog
          title={doomed.deleteMarker ? "Remove the delete marker?" : "Delete this version for good?"}
          action={doomed.deleteMarker ? "Remove marker" : "Delete version"}
          danger={!doomed.deleteMarker}
          onConfirm={() => remove(doomed)}
          onClose={() => setDoomed(undefined)}
        >
          <p>
            {doomed.deleteMarker
              ? "The version before it is the latest again, where there is one."
              : `The version of ${formatTime(doomed.modified)}, ${formatBytes(doomed.size)}, cannot be restored afterwards.`}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The listing is by prefix: other keys may follow, which begin with this one. */
async function versionsOf(bucket: string, key: string, signal: AbortSignal): Promise<readonly Version[]> {
  const found: Version[] = [];
  let after: VersionMarkers | undefined;
  do {
    const page = await listObjectVersions(bucket, { prefix: key, after, signal });
    found.push(...page.versions.filter((version) => version.key === key));
    after = page.versions.every((version) => version.key === key) ? page.next : undefined;
  } while (after);
  return found;
}
