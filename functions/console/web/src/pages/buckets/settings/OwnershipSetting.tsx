import { getBucketOwnership, OWNERSHIPS, putBucketOwnership, type Ownership } from "../../../api/s3";
import { Select } from "../../../ui/Field";
import { useLoad } from "../../../ui/useLoad";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

const TEXTS: Record<Ownership, string> = {
  BucketOwnerEnforced: "Bucket owner enforced: ACLs are disabled",
  BucketOwnerPreferred: "Bucket owner preferred: ACLs are enabled",
  ObjectWriter: "Object writer: ACLs are enabled",
};

export function OwnershipSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => getBucketOwnership(bucket, signal), [bucket]);
  const { error, run } = useChange();

  async function change(ownership: Ownership) {
    await run(() => putBucketOwnership(bucket, ownership), "Object ownership saved");
    loaded.reload();
  }

  return (
    <Setting title="Object ownership" loaded={loaded} error={error}>
      {(ownership) => (
        <Select
          label="Ownership"
          hint="The bucket's owner owns every object, whichever is chosen."
          value={ownership ?? ""}
          options={[
            ...(ownership === null ? [{ value: "", text: "Not set" } as const] : []),
            ...OWNERSHIPS.map((value) => ({ value, text: TEXTS[value] })),
          ]}
          onValue={(value) => value !== "" && change(value)}
        />
      )}
    </Setting>
  );
}
