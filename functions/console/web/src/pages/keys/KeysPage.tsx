import { useState } from "preact/hooks";
import { updateAccessKey } from "../../api/iam";
import { session, type Session } from "../../api/session";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { CopyButton } from "../../ui/CopyButton";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatDate, formatTime } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { toast } from "../../ui/Toast";
import { useLoad } from "../../ui/useLoad";
import { ChangeScopeDialog } from "./ChangeScopeDialog";
import { CreateKeyDialog } from "./CreateKeyDialog";
import type { HeldKey } from "../../api/iam";
import { loadHolders, MOST_KEYS, removeHolder, removeKey, scopeOfHolder, type Holder } from "./holders";
import { RotateDialog } from "./RotateDialog";
import { describe } from "./scope";
import "./keys.css";

interface Row {
  readonly holder: Holder;
  readonly key: HeldKey;
}

type Open =
  | { readonly dialog: "create" }
  | { readonly dialog: "scope" | "remove"; readonly holder: Holder }
  | ({ readonly dialog: "deactivate" | "rotate" | "delete" } & Row);

export function KeysPage() {
  const current = session() as Session;
  const { data, error, reload } = useLoad((signal) => loadHolders(current, signal), [current.accessKeyId]);
  const [open, setOpen] = useState<Open>();
  const [failed, setFailed] = useState<unknown>();
  const close = () => setOpen(undefined);
  const rows = (data?.holders ?? []).flatMap((holder) => holder.keys.map((key) => ({ holder, key })));
  const idle = (data?.holders ?? []).filter((holder) => holder.keys.length === 0 && !holder.root);

  async function activate({ holder, key }: Row) {
    setFailed(undefined);
    try {
      await updateAccessKey(key.id, "Active", holder.userName);
      toast(`${key.id} is active again`);
      reload();
    } catch (failure) {
      setFailed(failure);
    }
  }

  return (
    <Page
      title="Access keys"
      description="A key can do what its user may. Changes take effect within five seconds."
      actions={
        <Button kind="primary" icon="plus" disabled={!data} onClick={() => setOpen({ dialog: "create" })}>
          Create access key
        </Button>
      }
    >
      <ErrorMessage error={failed ?? error} onRetry={failed ? undefined : reload} />
      {data?.partial && (
        <Notice>
          <p>You may not list users. These are your own keys.</p>
        </Notice>
      )}
      {!data && !error && <Loading what="access keys" />}
      {data && rows.length === 0 && (
        <EmptyState icon="key" title="No access keys">
          <p>Create one to use an S3 client.</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption="Access keys"
          rows={rows}
          keyOf={({ key }) => key.id}
          columns={[
            { title: "Access key ID", cell: ({ key }) => <KeyText accessKey={key} own={key.id === current.accessKeyId} /> },
            { title: "User and access", cell: ({ holder }) => <HolderText holder={holder} /> },
            { title: "Last used", cell: ({ key }) => <Day date={key.lastUsed} /> },
            {
              title: "Actions",
              hideTitle: true,
              align: "end",
              cell: (row) => <Actions row={row} onOpen={setOpen} onActivate={() => activate(row)} />,
            },
          ]}
        />
      )}
      {idle.length > 0 && <Idle holders={idle} onOpen={setOpen} />}
      {open && data && <OpenDialog open={open} holders={data.holders} current={current} reload={reload} close={close} />}
    </Page>
  );
}

function KeyText({ accessKey: { id, status, created }, own }: { accessKey: HeldKey; own: boolean }) {
  return (
    <span class="key-id">
      <span>
        <code>{id}</code>
        <CopyButton text={id} label={`Copy ${id}`} />
      </span>
      <span>
        <Badge kind={status === "Active" ? "good" : "neutral"}>{status}</Badge>
        {own && <Badge>You</Badge>}
        <span class="hint">Created {formatDate(created)}</span>
      </span>
    </span>
  );
}

function Day({ date }: { date: Date | undefined }) {
  return <span class="day">{date ? formatDate(date) : "Never"}</span>;
}

function HolderText({ holder }: { holder: Holder }) {
  return (
    <span class="holder">
      <strong>{holder.root ? "The account" : (holder.userName ?? "You")}</strong>
      <ScopeText holder={holder} />
    </span>
  );
}

function ScopeText({ holder }: { holder: Holder }) {
  if (holder.root) {
    return <>Everything in the account</>;
  }
  const scope = scopeOfHolder(holder);
  if (!scope) {
    return <>{holder.policies.length === 0 ? "Nothing" : `By policy: ${holder.policies.map((policy) => policy.name).join(", ")}`}</>;
  }
  const expired = scope.expires && scope.expires < new Date();
  return (
    <span class="scope-text">
      {describe(scope)}
      {scope.expires && (
        <Badge kind={expired ? "danger" : "warning"}>
          {expired ? "Expired" : "Until"} {formatTime(scope.expires)}
        </Badge>
      )}
    </span>
  );
}

interface ActionsProps {
  row: Row;
  onOpen: (open: Open) => void;
  onActivate: () => void;
}

function Actions({ row, onOpen, onActivate }: ActionsProps) {
  const { holder, key } = row;
  const full = holder.keys.length >= MOST_KEYS;
  return (
    <div class="key-actions">
      {holder.userName !== undefined && (
        <Button small aria-label={`Change rights of ${key.id}`} onClick={() => onOpen({ dialog: "scope", holder })}>
          Rights
        </Button>
      )}
      <Button
        small
        aria-label={`Rotate ${key.id}`}
        disabled={full}
        title={full ? "Its user has two keys already: delete one first" : undefined}
        onClick={() => onOpen({ dialog: "rotate", ...row })}
      >
        Rotate
      </Button>
      {key.status === "Active" ? (
        <Button small aria-label={`Deactivate ${key.id}`} onClick={() => onOpen({ dialog: "deactivate", ...row })}>
          Deactivate
        </Button>
      ) : (
        <Button small aria-label={`Activate ${key.id}`} onClick={onActivate}>
          Activate
        </Button>
      )}
      <Button small kind="ghost" icon="trash" aria-label={`Delete ${key.id}`} onClick={() => onOpen({ dialog: "delete", ...row })} />
    </div>
  );
}

/** Users that were made without a key, or whose keys were deleted elsewhere. */
function Idle({ holders, onOpen }: { holders: readonly Holder[]; onOpen: (open: Open) => void }) {
  return (
    <section class="stack idle-holders">
      <h2>Users without a key</h2>
      <Table
        caption="Users without a key"
        rows={holders}
        keyOf={(holder) => holder.userName ?? ""}
        columns={[
          { title: "User", cell: (holder) => holder.userName },
          { title: "Access", cell: (holder) => <ScopeText holder={holder} /> },
          {
            title: "Actions",
            hideTitle: true,
            cell: (holder) => (
              <div class="key-actions">
                <Button small aria-label={`Remove ${holder.userName}`} onClick={() => onOpen({ dialog: "remove", holder })}>
                  Remove
                </Button>
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

interface OpenProps {
  open: Open;
  holders: readonly Holder[];
  current: Session;
  reload: () => void;
  close: () => void;
}

function OpenDialog({ open, holders, current, reload, close }: OpenProps) {
  const done = (text: string) => {
    toast(text);
    reload();
  };
  switch (open.dialog) {
    case "create":
      return <CreateKeyDialog holders={holders} onCreated={reload} onClose={close} />;
    case "scope":
      return <ChangeScopeDialog holder={open.holder} onChanged={() => done("Rights saved")} onClose={close} />;
    case "rotate":
      return <RotateDialog holder={open.holder} old={open.key} onChanged={reload} onClose={close} />;
    case "remove":
      return (
        <ConfirmDialog
          title={`Remove ${open.holder.userName}`}
          action="Remove user"
          onConfirm={async () => {
            await removeHolder(
              open.holder.userName ?? "",
              open.holder.policies.map((policy) => policy.name),
            );
            done(`${open.holder.userName} is removed`);
          }}
          onClose={close}
        >
          <p>Its rights are removed with it. It has no keys.</p>
        </ConfirmDialog>
      );
    case "deactivate":
      return (
        <ConfirmDialog
          title={`Deactivate ${open.key.id}`}
          action="Deactivate key"
          onConfirm={async () => {
            await updateAccessKey(open.key.id, "Inactive", open.holder.userName);
            done(`${open.key.id} is deactivated`);
          }}
          onClose={close}
        >
          <p>Requests signed with it are refused, and links made with it stop working, within five seconds. You can activate it again.</p>
          <OwnKeyWarning open={open} current={current} />
        </ConfirmDialog>
      );
    case "delete":
      return (
        <ConfirmDialog
          title={`Delete ${open.key.id}`}
          action="Delete key"
          typed={open.key.id}
          onConfirm={async () => {
            await removeKey(open.holder, open.key);
            done(`${open.key.id} is deleted`);
          }}
          onClose={close}
        >
          <p>This cannot be undone.</p>
          {open.holder.userName !== undefined && open.holder.keys.length === 1 && (
            <p>It is the only key of {open.holder.userName}, who is removed with it.</p>
          )}
          <OwnKeyWarning open={open} current={current} />
        </ConfirmDialog>
      );
  }
}

function OwnKeyWarning({ open, current }: { open: Row; current: Session }) {
  const last = open.holder.root && open.holder.keys.filter((key) => key.status === "Active").length === 1;
  if (open.key.id !== current.accessKeyId && !last) {
    return null;
  }
  return (
    <Notice kind="warning">
      {open.key.id === current.accessKeyId && <p>You are signed in with this key: you are locked out of this page with it.</p>}
      {last && <p>It is the account's only active key. After it, only the operator of this endpoint can make another.</p>}
    </Notice>
  );
}
