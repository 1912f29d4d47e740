import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { indentXml, parseXml } from "../../../api/xml";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { TextArea } from "../../../ui/Field";
import type { IconName } from "../../../ui/Icon";
import { Loading } from "../../../ui/Loading";
import { toast } from "../../../ui/Toast";
import { useLoad } from "../../../ui/useLoad";
import { useChange } from "./useChange";

export interface Example<Rule> {
  readonly title: string;
  readonly rule: Rule;
}

interface EditorProps<Rule extends object> {
  /** Such as "CORS". */
  name: string;
  icon: IconName;
  about: ComponentChildren;
  examples: readonly Example<Rule>[];
  /** A rule holds what its form has, as it was typed. Null for a document with something that the form does not know. */
  rulesOf: (root: Element) => Rule[] | null;
  documentOf: (rules: readonly Rule[]) => string;
  load: (signal: AbortSignal) => Promise<string | null>;
  save: (document: string) => Promise<void>;
  remove: () => Promise<void>;
  form: (rule: Rule, onChange: (rule: Rule) => void) => ComponentChildren;
}

/** Edits a list of rules as forms, or as the XML that S3 has for it. */
export function RulesEditor<Rule extends object>(props: EditorProps<Rule>) {
  const loaded = useLoad(props.load, []);
  if (loaded.data === undefined) {
    return loaded.error ? <ErrorMessage error={loaded.error} onRetry={loaded.reload} /> : <Loading what={`${props.name} rules`} />;
  }
  return <Editing key={loaded.data} {...props} stored={loaded.data} onStored={loaded.reload} />;
}

interface EditingProps<Rule extends object> extends EditorProps<Rule> {
  stored: string | null;
  onStored: () => void;
}

function Editing<Rule extends object>(props: EditingProps<Rule>) {
  const { name, icon, about, examples, rulesOf, documentOf, save, remove, form, stored, onStored } = props;
  const [draft, setDraft] = useState<Draft<Rule>>(() => drafted(stored ?? "", rulesOf));
  const [changed, setChanged] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [removing, setRemoving] = useState(false);
  const { busy, error, run } = useChange();

  function edit(next: Draft<Rule>) {
    setDraft(next);
    setProblem(undefined);
    setChanged(true);
  }

  function showXml() {
    if (draft.rules) {
      setDraft({ text: pretty(written(draft, documentOf)) });
    }
  }

  function showForm() {
    try {
      const next = drafted(draft.rules ? written(draft, documentOf) : draft.text, rulesOf);
      setDraft(next);
      setProblem(next.rules ? undefined : "This has parts that the form does not know.");
    } catch (failure) {
      setProblem(String(failure instanceof SyntaxError ? failure.message : failure));
    }
  }

  async function store() {
    const document = written(draft, documentOf);
    if (await run(() => (document === "" ? remove() : save(document)), `${name} rules are saved`)) {
      onStored();
    }
  }

  function discard() {
    setDraft(drafted(stored ?? "", rulesOf));
    setProblem(undefined);
    setChanged(false);
  }

  return (
    <div class="rules">
      <div class="spread">
        <p class="description">{about}</p>
        <div class="row" role="group" aria-label="Edit as">
          <Button small kind={draft.rules ? "secondary" : "ghost"} aria-pressed={draft.rules !== undefined} onClick={showForm}>
            Form
          </Button>
          <Button small kind={draft.rules ? "ghost" : "secondary"} aria-pressed={draft.rules === undefined} onClick={showXml}>
            XML
          </Button>
        </div>
      </div>

      {draft.rules ? (
        <RuleForms icon={icon} name={name} rules={draft.rules} examples={examples} form={form} onRules={(rules) => edit({ rules })} />
      ) : (
        <TextArea label={`${name} configuration`} value={draft.text} onValue={(text) => edit({ text })} rows={18} error={problem} />
      )}

      <ErrorMessage error={error} />
      <div class="row">
        <Button kind="primary" busy={busy} disabled={!changed} onClick={store}>
          Save changes
        </Button>
        <Button disabled={busy || !changed} onClick={discard}>
          Discard changes
        </Button>
        {stored !== null && (
          <Button kind="ghost" icon="trash" disabled={busy} onClick={() => setRemoving(true)}>
            Remove all rules
          </Button>
        )}
      </div>

      {removing && (
        <ConfirmDialog
          title={`Remove all ${name} rules?`}
          action="Remove all rules"
          onConfirm={async () => {
            await remove();
            toast(`${name} rules are removed`);
            onStored();
          }}
          onClose={() => setRemoving(false)}
        >
          <p>They take no effect any more as soon as they are removed.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface FormsProps<Rule extends object> extends Pick<EditorProps<Rule>, "name" | "icon" | "examples" | "form"> {
  rules: readonly Rule[];
  onRules: (rules: readonly Rule[]) => void;
}

function RuleForms<Rule extends object>({ name, icon, rules, examples, form, onRules }: FormsProps<Rule>) {
  return (
    <>
      {rules.length === 0 && (
        <EmptyState icon={icon} title={`No ${name} rules`}>
          <p>Begin with one of the examples below.</p>
        </EmptyState>
      )}
      {rules.map((rule, index) => (
        <section key={index} class="card rule" aria-label={`Rule ${index + 1}`}>
          <header class="spread">
            <h2>Rule {index + 1}</h2>
            <Button
              kind="ghost"
              small
              icon="trash"
              aria-label={`Remove rule ${index + 1}`}
              onClick={() => onRules(rules.filter((one) => one !== rule))}
            />
          </header>
          {form(rule, (changed) => onRules(rules.map((one) => (one === rule ? changed : one))))}
        </section>
      ))}
      <div class="examples" role="group" aria-label="Add a rule">
        <h2>Add a rule</h2>
        <div class="row">
          {examples.map(({ title, rule }) => (
            <Button key={title} small icon="plus" onClick={() => onRules([...rules, { ...rule }])}>
              {title}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
}

/** What is being edited: rules in their forms, or the text of the document. */
type Draft<Rule> = { readonly rules: readonly Rule[]; readonly text?: never } | { readonly text: string; readonly rules?: never };

/** As rules where the form knows all of the document, else as its text. @throws SyntaxError if it is no XML */
function drafted<Rule>(document: string, rulesOf: (root: Element) => Rule[] | null): Draft<Rule> {
  if (document.trim() === "") {
    return { rules: [] };
  }
  const rules = rulesOf(parseXml(document));
  return rules ? { rules } : { text: pretty(document) };
}

/** The document to store; empty if no rule is left. */
function written<Rule>(draft: Draft<Rule>, documentOf: (rules: readonly Rule[]) => string): string {
  if (!draft.rules) {
    return draft.text.trim();
  }
  return draft.rules.length === 0 ? "" : documentOf(draft.rules);
}

function pretty(document: string): string {
  return document === "" ? "" : indentXml(parseXml(document));
}
