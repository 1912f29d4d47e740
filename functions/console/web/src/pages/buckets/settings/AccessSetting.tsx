import { useState } from "preact/hooks";
import { getPublicGrants, isBucketPublic, putBucketAcl } from "../../../api/s3";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { Switch } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { toast } from "../../../ui/Toast";
import { useLoad } from "../../../ui/useLoad";
import { PublicWarning } from "../PublicWarning";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

interface Access {
  /** What the ACL grants to everybody, such as READ. */
  readonly grants: readonly string[];
  /** Whether anybody is let in, all told: by the ACL or by a policy, and not blocked. */
  readonly open: boolean;
}

async function accessOf(bucket: string, signal: AbortSignal): Promise<Access> {
  const [grants, open] = await Promise.all([getPublicGrants(bucket, signal), isBucketPublic(bucket, signal)]);
  return { grants, open };
}

export function AccessSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => accessOf(bucket, signal), [bucket]);
  const { busy, error, run } = useChange();
  const [asking, setAsking] = useState(false);

  async function open() {
    await putBucketAcl(bucket, "public-read");
    toast(`${bucket} is public`);
    loaded.reload();
  }

  async function close() {
    if (await run(() => putBucketAcl(bucket, "private"), `${bucket} is private`)) {
      loaded.reload();
    }
  }

  return (
    <Setting title="Access" loaded={loaded} error={error}>
      {(access) => (
        <>
          <Switch
            label="Public"
            hint={access.open ? "Anybody who has the address can read this bucket." : "Only you and whom you allow can read this bucket."}
            checked={access.grants.length > 0}
            disabled={busy}
            onChecked={(wanted) => (wanted ? setAsking(true) : void close())}
          />
          <Contradiction access={access} />
          {asking && (
            <ConfirmDialog title={`Make ${bucket} public?`} action="Make public" onConfirm={open} onClose={() => setAsking(false)}>
              <PublicWarning />
            </ConfirmDialog>
          )}
        </>
      )}
    </Setting>
  );
}

/** What the switch alone would not tell: it is the ACL's, and there are policies and blocks beside it. */
function Contradiction({ access: { grants, open } }: { access: Access }) {
  if (grants.some((permission) => permission !== "READ")) {
    return (
      <Notice kind="warning">
        <p>The ACL also gives everybody {grants.filter((permission) => permission !== "READ").join(", ")}. Switching off takes it away.</p>
      </Notice>
    );
  }
  if (open && grants.length === 0) {
    return (
      <Notice kind="warning">
        <p>The bucket's policy lets everybody in, whatever this switch says. It is under Permissions.</p>
      </Notice>
    );
  }
  if (!open && grants.length > 0) {
    return (
      <Notice>
        <p>The ACL is public, but the bucket's public access block keeps everybody out.</p>
      </Notice>
    );
  }
  return null;
}
