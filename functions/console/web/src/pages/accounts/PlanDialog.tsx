import { useState } from "preact/hooks";
import { putAccountPlan, type Account, type Plan } from "../../api/accounts";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Checkbox, Select, TextField } from "../../ui/Field";
import { LIMITS, NO_TEXTS, parametersOf, parseLimit, textsOf } from "./limits";
import { PLANS } from "./plans";

interface PlanProps {
  account: Account;
  onChanged: () => void;
  onClose: () => void;
}

export function PlanDialog({ account, onChanged, onClose }: PlanProps) {
  const [plan, setPlan] = useState<Plan>(account.plan);
  const [own, setOwn] = useState(account.ownLimits);
  const [texts, setTexts] = useState(account.ownLimits ? textsOf(account.limits) : NO_TEXTS);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const parameters = parametersOf(own ? texts : NO_TEXTS);

  async function save(event: Event) {
    event.preventDefault();
    if (!parameters || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await putAccountPlan(account.id, plan, parameters);
      onChanged();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={`Plan of ${account.name}`}
      locked={busy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={!parameters} onClick={save}>
            Save plan
          </Button>
        </>
      }
    >
      <form onSubmit={save}>
        <Select label="Plan" value={plan} options={PLANS} onValue={setPlan} />
        <Checkbox
          label="Limits of its own"
          hint="What the account holds stays, also if it is over a limit. An empty field leaves the plan's limit."
          checked={own}
          onChecked={setOwn}
        />
        {own && (
          <div class="limit-fields">
            {LIMITS.map((field) => {
              const text = texts[field.name];
              const wrong = text.trim() !== "" && parseLimit(field, text) === undefined;
              return (
                <TextField
                  key={field.name}
                  label={field.label}
                  hint={field.bytes ? 'Such as 20GB or 1TiB, or "none".' : 'A number, or "none".'}
                  error={
                    wrong ? (field.bytes ? "Such as 20GB or 1TiB, or none" : `A whole number from ${field.least} on, or none`) : undefined
                  }
                  value={text}
                  onValue={(value) => setTexts({ ...texts, [field.name]: value })}
                />
              );
            })}
          </div>
        )}
      </form>
      <ErrorMessage error={error} />
    </Dialog>
  );
}
