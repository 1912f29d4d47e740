import { useState } from "preact/hooks";
import { listAccounts, resumeAccount, suspendAccount, type Account } from "../../api/accounts";
import type { Limits } from "../../api/iam";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatDate, formatNumber } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { toast } from "../../ui/Toast";
import { useLoad } from "../../ui/useLoad";
import { AccountUsageDialog } from "./AccountUsageDialog";
import "./accounts.css";
import { CreateAccountDialog } from "./CreateAccountDialog";
import { LIMITS, limitText } from "./limits";
import { PlanDialog } from "./PlanDialog";

/** The account that comes with an installation, which cannot be suspended. */
const FIRST_ACCOUNT = "000000000000";

type Open = { readonly dialog: "create" } | { readonly dialog: "plan" | "suspend" | "usage"; readonly account: Account };

export function AccountsPage() {
  const [markers, setMarkers] = useState<readonly (string | undefined)[]>([undefined]);
  const marker = markers.at(-1);
  const { data, error, reload } = useLoad((signal) => listAccounts(marker, signal), [marker]);
  const [open, setOpen] = useState<Open>();
  const [failed, setFailed] = useState<unknown>();
  const close = () => setOpen(undefined);

  const done = (text: string) => {
    toast(text);
    reload();
  };

  async function resume(account: Account) {
    setFailed(undefined);
    try {
      await resumeAccount(account.id);
      done(`${account.name} may be used again`);
    } catch (failure) {
      setFailed(failure);
    }
  }

  return (
    <Page
      title="Accounts"
      description="Each has its own buckets, users and keys, and sees nothing of the others. You see this page as the root of the first account."
      actions={
        <Button kind="primary" icon="plus" onClick={() => setOpen({ dialog: "create" })}>
          Create account
        </Button>
      }
    >
      <ErrorMessage error={failed ?? error} onRetry={failed ? undefined : reload} />
      {!data && !error && <Loading what="accounts" />}
      {data && (
        <Table
          caption="Accounts"
          rows={data.accounts}
          keyOf={(account) => account.id}
          columns={[
            { title: "Account", cell: (account) => <Name account={account} /> },
            { title: "Plan", cell: (account) => <PlanText account={account} /> },
            { title: "Buckets", align: "end", cell: (account) => formatNumber(account.buckets) },
            { title: "Created", cell: (account) => <span class="day">{formatDate(account.created)}</span> },
            {
              title: "Actions",
              hideTitle: true,
              align: "end",
              cell: (account) => <Actions account={account} onOpen={setOpen} onResume={() => resume(account)} />,
            },
          ]}
        />
      )}
      {data && (markers.length > 1 || data.next) && (
        <div class="row pages">
          <Button disabled={markers.length === 1} onClick={() => setMarkers(markers.slice(0, -1))}>
            Previous
          </Button>
          <Button disabled={!data.next} onClick={() => setMarkers([...markers, data.next])}>
            Next
          </Button>
        </div>
      )}
      {open?.dialog === "create" && <CreateAccountDialog onCreated={reload} onClose={close} />}
      {open?.dialog === "plan" && (
        <PlanDialog account={open.account} onChanged={() => done(`The plan of ${open.account.name} is saved`)} onClose={close} />
      )}
      {open?.dialog === "usage" && <AccountUsageDialog account={open.account} onClose={close} />}
      {open?.dialog === "suspend" && (
        <ConfirmDialog
          title={`Suspend ${open.account.name}`}
          action="Suspend account"
          typed={open.account.id}
          onConfirm={async () => {
            await suspendAccount(open.account.id);
            done(`${open.account.name} is suspended`);
          }}
          onClose={close}
        >
          <p>None of its keys can sign, and its buckets are closed to everybody, within five seconds. Nothing is deleted.</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function Name({ account }: { account: Account }) {
  return (
    <span class="account-name">
      <strong>{account.name}</strong>
      <span class="row">
        <code>{account.id}</code>
        {account.suspended && <Badge kind="danger">Suspended</Badge>}
      </span>
    </span>
  );
}

function PlanText({ account }: { account: Account }) {
  const held: Limits = { ...account.limits, requestsPerSecond: account.rateLimit };
  return (
    <span class="account-plan">
      <span class="row">
        <Badge kind="good">{account.plan === "FREE" ? "Free" : "Pro"}</Badge>
        {account.ownLimits && <Badge>Own limits</Badge>}
      </span>
      <span class="hint">
        {LIMITS.filter(({ name }) => held[name] !== undefined)
          .map((field) => `${field.label.toLowerCase()} ${limitText(field, held[field.name])}`)
          .join(" · ") || "No limits"}
      </span>
    </span>
  );
}

interface ActionsProps {
  account: Account;
  onOpen: (open: Open) => void;
  onResume: () => void;
}

function Actions({ account, onOpen, onResume }: ActionsProps) {
  return (
    <div class="account-actions">
      <Button small aria-label={`Usage of ${account.name}`} onClick={() => onOpen({ dialog: "usage", account })}>
        Usage
      </Button>
      <Button small aria-label={`Change the plan of ${account.name}`} onClick={() => onOpen({ dialog: "plan", account })}>
        Plan
      </Button>
      {account.id !== FIRST_ACCOUNT &&
        (account.suspended ? (
          <Button small aria-label={`Resume ${account.name}`} onClick={onResume}>
            Resume
          </Button>
        ) : (
          <Button small aria-label={`Suspend ${account.name}`} onClick={() => onOpen({ dialog: "suspend", account })}>
            Suspend
          </Button>
        ))}
    </div>
  );
}
