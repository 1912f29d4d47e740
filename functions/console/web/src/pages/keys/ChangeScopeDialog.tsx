import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Notice } from "../../ui/Notice";
import { changeScope, scopeOfHolder, type Holder } from "./holders";
import { EVERYTHING } from "./scope";
import { policyOfDraft, ScopeForm, type ScopeDraft } from "./ScopeForm";

interface ChangeProps {
  holder: Holder;
  onChanged: () => void;
  onClose: () => void;
}

/** What all keys of a holder may do. */
export function ChangeScopeDialog({ holder, onChanged, onClose }: ChangeProps) {
  const [draft, setDraft] = useState(() => draftOf(holder));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const chosen = policyOfDraft(draft);

  async function save() {
    if (!("policy" in chosen)) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await changeScope(holder, chosen.policy);
      onChanged();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={`Rights of ${holder.userName}`}
      wide
      locked={busy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={"missing" in chosen} onClick={save}>
            Save rights
          </Button>
        </>
      }
    >
      {holder.policies.length > 1 && (
        <Notice kind="warning">
          <p>This user has several policies. What is saved here takes the place of all of them.</p>
        </Notice>
      )}
      <ScopeForm draft={draft} onDraft={setDraft} />
      {"missing" in chosen && <p class="hint">{chosen.missing}</p>}
      <ErrorMessage error={error} />
    </Dialog>
  );
}

/** The choice that was made last, or the policy as it stands if none was. */
function draftOf(holder: Holder): ScopeDraft {
  const scope = scopeOfHolder(holder);
  const document = holder.policies[0]?.document;
  return { scope: scope ?? { ...EVERYTHING, kind: "chosen" }, written: scope ? undefined : document };
}
