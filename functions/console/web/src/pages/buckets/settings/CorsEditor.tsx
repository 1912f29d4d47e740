import { deleteBucketCors, getBucketCors, putBucketCors } from "../../../api/s3";
import { Checkbox, TextArea, TextField } from "../../../ui/Field";
import { corsDocument, corsRulesOf, CORS_EXAMPLES, METHODS, type CorsRule } from "./corsRules";
import { RulesEditor } from "./RulesEditor";

export function CorsEditor({ bucket }: { bucket: string }) {
  return (
    <RulesEditor<CorsRule>
      name="CORS"
      icon="globe"
      about="Which websites' scripts may use this bucket from a browser. Who may read and write is decided elsewhere."
      examples={CORS_EXAMPLES}
      rulesOf={corsRulesOf}
      documentOf={corsDocument}
      load={(signal) => getBucketCors(bucket, signal)}
      save={(document) => putBucketCors(bucket, document)}
      remove={() => deleteBucketCors(bucket)}
      form={(rule, onChange) => <CorsForm rule={rule} onChange={onChange} />}
    />
  );
}

function CorsForm({ rule, onChange }: { rule: CorsRule; onChange: (rule: CorsRule) => void }) {
  const set = (change: Partial<CorsRule>) => onChange({ ...rule, ...change });

  function setMethod(method: string, allowed: boolean) {
    set({ methods: METHODS.filter((one) => (one === method ? allowed : rule.methods.includes(one))) });
  }

  return (
    <div class="rule-fields">
      <TextArea
        label="Origins"
        hint="One a line, such as https://app.example.com; each may have one *."
        rows={3}
        value={rule.origins}
        onValue={(origins) => set({ origins })}
      />
      <fieldset>
        <legend>Methods</legend>
        <div class="row">
          {METHODS.map((method) => (
            <Checkbox
              key={method}
              label={method}
              checked={rule.methods.includes(method)}
              onChecked={(allowed) => setMethod(method, allowed)}
            />
          ))}
        </div>
      </fieldset>
      <TextArea
        label="Headers that requests may have"
        hint="One a line; * for all."
        rows={3}
        value={rule.headers}
        onValue={(headers) => set({ headers })}
      />
      <TextArea
        label="Headers that scripts may read"
        hint="One a line, such as ETag."
        rows={3}
        value={rule.exposed}
        onValue={(exposed) => set({ exposed })}
      />
      <TextField
        label="Remembered for (seconds)"
        hint="How long a browser does not ask again."
        type="number"
        min={0}
        value={rule.maxAge}
        onValue={(maxAge) => set({ maxAge })}
      />
      <TextField label="Name" hint="Optional." value={rule.id} onValue={(id) => set({ id })} />
    </div>
  );
}
