import { getBucketVersioning, putBucketVersioning } from "../../../api/s3";
import { Switch } from "../../../ui/Field";
import { useLoad } from "../../../ui/useLoad";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

const HINTS = {
  Off: "An object that is overwritten or deleted is gone.",
  Enabled: "What is overwritten or deleted stays as an older version, and counts towards what you store.",
  Suspended: "Older versions are still there. What is overwritten or deleted from now on is gone.",
} as const;

export function VersioningSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => getBucketVersioning(bucket, signal), [bucket]);
  const { busy, error, run } = useChange();

  async function change(on: boolean) {
    const changed = await run(
      () => putBucketVersioning(bucket, on ? "Enabled" : "Suspended"),
      on ? "Versions are kept from now on" : "Versioning is suspended",
    );
    if (changed) {
      loaded.reload();
    }
  }

  return (
    <Setting title="Versioning" loaded={loaded} error={error}>
      {(versioning) => (
        <Switch
          label="Keep older versions"
          hint={HINTS[versioning]}
          checked={versioning === "Enabled"}
          disabled={busy}
          onChecked={change}
        />
      )}
    </Setting>
  );
}
