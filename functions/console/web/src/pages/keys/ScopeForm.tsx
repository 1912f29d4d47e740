import { useState } from "preact/hooks";
import { listBuckets } from "../../api/s3";
import { Checkbox, Select, TextArea, TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Tabs } from "../../ui/Tabs";
import { useLoad } from "../../ui/useLoad";
import { policyOf, RIGHTS, type Right, type Scope } from "./scope";

/** A choice being made: by ticking, or as a policy written by hand. */
export interface ScopeDraft {
  readonly scope: Scope;
  /** Undefined as long as the choice stands for the policy. */
  readonly written: string | undefined;
}

/** The policy of a draft, or what is missing. */
export function policyOfDraft({ scope, written }: ScopeDraft): { readonly policy: string } | { readonly missing: string } {
  if (written !== undefined) {
    return written.trim() === "" ? { missing: "Write a policy." } : { policy: written };
  }
  return scope.kind === "chosen" && scope.rights.length === 0 ? { missing: "Choose at least one right." } : { policy: policyOf(scope) };
}

const RIGHT_TEXTS: Record<Right, { readonly title: string; readonly hint: string }> = {
  list: { title: "List", hint: "See the names of objects" },
  read: { title: "Read", hint: "Download objects, with metadata, tags and versions" },
  write: { title: "Write", hint: "Upload objects, over those that are there too" },
  delete: { title: "Delete", hint: "Delete objects and versions" },
};

interface ScopeFormProps {
  draft: ScopeDraft;
  onDraft: (draft: ScopeDraft) => void;
}

export function ScopeForm({ draft, onDraft }: ScopeFormProps) {
  const { scope, written } = draft;
  return (
    <Tabs
      label="Rights"
      tabs={[
        { id: "choose", title: "Choose rights" },
        { id: "policy", title: "Policy" },
      ]}
      selected={written === undefined ? "choose" : "policy"}
      onSelect={(tab) => onDraft({ scope, written: tab === "policy" ? indented(policyOf(scope)) : undefined })}
    >
      {written === undefined ? (
        <Choices scope={scope} onScope={(chosen) => onDraft({ scope: chosen, written: undefined })} />
      ) : (
        <TextArea
          label="Policy document"
          hint="JSON in the language of bucket policies, without a principal. At most 2,048 characters without white space."
          rows={14}
          value={written}
          onValue={(text) => onDraft({ scope, written: text })}
        />
      )}
    </Tabs>
  );
}

function Choices({ scope, onScope }: { scope: Scope; onScope: (scope: Scope) => void }) {
  return (
    <div class="stack">
      <Select
        label="Access"
        value={scope.kind}
        options={[
          { value: "chosen", text: "Chosen rights on objects" },
          { value: "everything", text: "Everything in the account" },
        ]}
        onValue={(kind) => onScope({ ...scope, kind })}
      />
      {scope.kind === "everything" ? (
        <Notice kind="warning">
          <p>Such a key can delete every bucket, and make and delete other keys.</p>
        </Notice>
      ) : (
        <>
          <BucketChoice chosen={scope.buckets} onChosen={(buckets) => onScope({ ...scope, buckets })} />
          <fieldset class="choices">
            <legend>Rights</legend>
            {RIGHTS.map((right) => (
              <Checkbox
                key={right}
                label={RIGHT_TEXTS[right].title}
                hint={RIGHT_TEXTS[right].hint}
                checked={scope.rights.includes(right)}
                onChecked={(on) => onScope({ ...scope, rights: RIGHTS.filter((one) => (one === right ? on : scope.rights.includes(one))) })}
              />
            ))}
          </fieldset>
          <TextField
            label="Only keys that begin with"
            hint="Such as photos/. Empty for all objects."
            value={scope.prefix}
            onValue={(prefix) => onScope({ ...scope, prefix })}
          />
        </>
      )}
      <Expiry expires={scope.expires} onExpires={(expires) => onScope({ ...scope, expires })} />
    </div>
  );
}

function BucketChoice({ chosen, onChosen }: { chosen: readonly string[]; onChosen: (buckets: string[]) => void }) {
  const { data } = useLoad(listBuckets, []);
  const names = [...new Set([...(data ?? []).map((bucket) => bucket.name), ...chosen])].sort();
  return (
    <fieldset class="choices">
      <legend>Buckets</legend>
      <p class="hint">
        {chosen.length === 0 ? "None is ticked: the key is for all buckets, later ones too." : "Only those that are ticked."}
      </p>
      <div class="bucket-choice">
        {names.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={chosen.includes(name)}
            onChecked={(on) => onChosen(names.filter((one) => (one === name ? on : chosen.includes(one))))}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Expiry({ expires, onExpires }: { expires: Date | undefined; onExpires: (expires: Date | undefined) => void }) {
  const [text, setText] = useState(expires ? localText(expires) : "");
  return (
    <TextField
      label="Works until"
      hint="In your time. Empty for no end."
      type="datetime-local"
      value={text}
      onValue={(value) => {
        setText(value);
        onExpires(value === "" ? undefined : new Date(value));
      }}
    />
  );
}

/** As fields for local times take it. */
function localText(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
