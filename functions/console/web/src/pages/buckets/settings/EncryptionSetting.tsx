import { deleteBucketEncryption, isBucketEncrypted, putBucketEncryption } from "../../../api/s3";
import { Switch } from "../../../ui/Field";
import { useLoad } from "../../../ui/useLoad";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

export function EncryptionSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => isBucketEncrypted(bucket, signal), [bucket]);
  const { busy, error, run } = useChange();

  async function change(on: boolean) {
    const changed = await run(
      () => (on ? putBucketEncryption(bucket) : deleteBucketEncryption(bucket)),
      on ? "New objects are encrypted" : "New objects are encrypted only when asked",
    );
    if (changed) {
      loaded.reload();
    }
  }

  return (
    <Setting title="Encryption" loaded={loaded} error={error}>
      {(encrypted) => (
        <Switch
          label="Encrypt new objects"
          hint="With AES-256, where they are stored, without being asked. Objects that are there already stay as they are."
          checked={encrypted}
          disabled={busy}
          onChecked={change}
        />
      )}
    </Setting>
  );
}
