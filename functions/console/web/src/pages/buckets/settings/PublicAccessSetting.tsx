import { getPublicAccessBlock, putPublicAccessBlock, type PublicAccessBlock } from "../../../api/s3";
import { Switch } from "../../../ui/Field";
import { useLoad } from "../../../ui/useLoad";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

const FLAGS: readonly { readonly name: keyof PublicAccessBlock; readonly label: string; readonly hint: string }[] = [
  { name: "BlockPublicAcls", label: "Refuse public ACLs", hint: "BlockPublicAcls: no request can make the bucket public by its ACL." },
  { name: "IgnorePublicAcls", label: "Ignore public ACLs", hint: "IgnorePublicAcls: a public ACL that is there lets nobody in." },
  { name: "BlockPublicPolicy", label: "Refuse public policies", hint: "BlockPublicPolicy: no policy that lets everybody in can be saved." },
  {
    name: "RestrictPublicBuckets",
    label: "Restrict public policies",
    hint: "RestrictPublicBuckets: while the policy is public, only this account is let in.",
  },
];

export function PublicAccessSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => getPublicAccessBlock(bucket, signal), [bucket]);
  const { busy, error, run } = useChange();

  async function change(block: PublicAccessBlock) {
    if (await run(() => putPublicAccessBlock(bucket, block), "Public access block saved")) {
      loaded.reload();
    }
  }

  return (
    <Setting title="Block public access" loaded={loaded} error={error}>
      {(block) => (
        <>
          {FLAGS.map(({ name, label, hint }) => (
            <Switch
              key={name}
              label={label}
              hint={hint}
              checked={block[name]}
              disabled={busy}
              onChecked={(on) => change({ ...block, [name]: on })}
            />
          ))}
        </>
      )}
    </Setting>
  );
}
