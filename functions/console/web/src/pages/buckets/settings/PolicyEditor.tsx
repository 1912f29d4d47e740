import { useState } from "preact/hooks";
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from "../../../api/s3";
import { session } from "../../../api/session";
import { settings } from "../../../api/settings";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { TextArea } from "../../../ui/Field";
import { Icon } from "../../../ui/Icon";
import { Loading } from "../../../ui/Loading";
import { Notice } from "../../../ui/Notice";
import { toast } from "../../../ui/Toast";
import { useLoad } from "../../../ui/useLoad";
import { policyProblems } from "./policyCheck";
import { indentedPolicy, POLICY_TEMPLATES, withStatement } from "./policyTemplates";
import { useChange } from "./useChange";

/** The bucket's policy as its text, with statements to begin with and what is wrong with it as somebody types. */
export function PolicyEditor({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => getBucketPolicy(bucket, signal), [bucket]);
  return (
    <section class="card setting">
      <h2>Bucket policy</h2>
      {loaded.data === undefined && !loaded.error && <Loading what="bucket policy" />}
      <ErrorMessage error={loaded.error} onRetry={loaded.reload} />
      {loaded.data !== undefined && <Editing key={loaded.data} bucket={bucket} stored={loaded.data} onStored={loaded.reload} />}
    </section>
  );
}

interface EditingProps {
  bucket: string;
  stored: string | null;
  onStored: () => void;
}

function Editing({ bucket, stored, onStored }: EditingProps) {
  const original = stored === null ? "" : indentedPolicy(stored);
  const [text, setText] = useState(original);
  const [removing, setRemoving] = useState(false);
  const { busy, error, run } = useChange();
  const problems = policyProblems(text, bucket);
  const changed = text !== original;

  async function remove() {
    await deleteBucketPolicy(bucket);
    toast("Bucket policy removed");
    onStored();
  }

  async function save() {
    const work = () => (text.trim() === "" ? deleteBucketPolicy(bucket) : putBucketPolicy(bucket, text));
    if (await run(work, "Bucket policy saved")) {
      onStored();
    }
  }

  return (
    <>
      <p class="hint">Who may do what with this bucket, beside its owner. A Deny wins over every Allow.</p>
      <TextArea label="Policy" value={text} onValue={setText} rows={16} hint={text === "" ? "There is no policy." : undefined} />
      <div role="status">{problems.length > 0 && <Problems problems={problems} />}</div>
      {text.includes("aws:SecureTransport") && settings().endpoint.startsWith("http:") && (
        <Notice kind="warning">
          <p>This console uses the endpoint without TLS: what keeps out everybody without TLS keeps it out, too.</p>
        </Notice>
      )}
      <Templates bucket={bucket} text={text} onText={setText} />
      <ErrorMessage error={error} />
      <div class="row">
        <Button kind="primary" busy={busy} disabled={!changed || problems.length > 0} onClick={save}>
          Save policy
        </Button>
        <Button disabled={busy || !changed} onClick={() => setText(original)}>
          Discard changes
        </Button>
        {stored !== null && (
          <Button kind="ghost" icon="trash" disabled={busy} onClick={() => setRemoving(true)}>
            Remove policy
          </Button>
        )}
      </div>
      {removing && (
        <ConfirmDialog title="Remove the bucket policy?" action="Remove policy" onConfirm={remove} onClose={() => setRemoving(false)}>
          <p>Whoever it let in is refused, and whoever it kept out may be let in by another policy.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <ul class="policy-problems" aria-label="Problems of the policy">
      {problems.map((problem) => (
        <li key={problem}>
          <Icon name="warning" size={14} />
          {problem}
        </li>
      ))}
    </ul>
  );
}

function Templates({ bucket, text, onText }: { bucket: string; text: string; onText: (text: string) => void }) {
  return (
    <div class="examples" role="group" aria-label="Add a statement">
      <h3>Add a statement</h3>
      <div class="row">
        {POLICY_TEMPLATES.map(({ title, statement }) => {
          const added = withStatement(text, statement(bucket, session()?.accountId ?? ""));
          return (
            <Button key={title} small icon="plus" disabled={added === null} onClick={() => added !== null && onText(added)}>
              {title}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
