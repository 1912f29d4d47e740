import { deleteBucketLifecycle, getBucketLifecycle, putBucketLifecycle } from "../../../api/s3";
import { Checkbox, Switch, TextArea, TextField } from "../../../ui/Field";
import { lifecycleDocument, lifecycleRulesOf, LIFECYCLE_EXAMPLES, type LifecycleRule } from "./lifecycleRules";
import { RulesEditor } from "./RulesEditor";

export function LifecycleEditor({ bucket }: { bucket: string }) {
  return (
    <RulesEditor<LifecycleRule>
      name="Lifecycle"
      icon="clock"
      about="Automatic deletion. Rules are carried out once a day; what they delete is gone for good."
      examples={LIFECYCLE_EXAMPLES}
      rulesOf={lifecycleRulesOf}
      documentOf={lifecycleDocument}
      load={(signal) => getBucketLifecycle(bucket, signal)}
      save={(document) => putBucketLifecycle(bucket, document)}
      remove={() => deleteBucketLifecycle(bucket)}
      form={(rule, onChange) => <LifecycleForm rule={rule} onChange={onChange} />}
    />
  );
}

function LifecycleForm({ rule, onChange }: { rule: LifecycleRule; onChange: (rule: LifecycleRule) => void }) {
  const set = (change: Partial<LifecycleRule>) => onChange({ ...rule, ...change });
  const days = (label: string, field: "days" | "noncurrentDays" | "uploadDays", hint: string) => (
    <TextField label={label} hint={hint} type="number" min={1} value={rule[field]} onValue={(value) => set({ [field]: value })} />
  );
  return (
    <>
      <div class="rule-fields">
        <TextField label="Name" value={rule.id} onValue={(id) => set({ id })} />
        <Switch
          label="Enabled"
          hint="A rule that is off is kept and does nothing."
          checked={rule.enabled}
          onChecked={(enabled) => set({ enabled })}
        />
      </div>
      <fieldset class="rule-fields">
        <legend>Which objects</legend>
        <TextField label="Prefix" hint="Such as logs/; empty for every key." value={rule.prefix} onValue={(prefix) => set({ prefix })} />
        <TextArea label="Tags" hint="key=value, one a line: all of them." rows={2} value={rule.tags} onValue={(tags) => set({ tags })} />
        <TextField
          label="Larger than (bytes)"
          type="number"
          min={0}
          value={rule.largerThan}
          onValue={(largerThan) => set({ largerThan })}
        />
        <TextField
          label="Smaller than (bytes)"
          type="number"
          min={1}
          value={rule.smallerThan}
          onValue={(smallerThan) => set({ smallerThan })}
        />
      </fieldset>
      <fieldset class="rule-fields">
        <legend>What happens</legend>
        {days("Delete objects after (days)", "days", "Counted from when they were written.")}
        {days("Delete older versions after (days)", "noncurrentDays", "Counted from when they were replaced.")}
        <TextField
          label="Older versions to keep in any case"
          hint="The newest of them, whatever their age."
          type="number"
          min={1}
          value={rule.noncurrentKept}
          onValue={(noncurrentKept) => set({ noncurrentKept })}
        />
        {days("Clear unfinished uploads after (days)", "uploadDays", "Parts of uploads that nobody completed.")}
        <Checkbox
          label="Remove delete markers that are left alone"
          hint="Of objects whose last version is gone."
          checked={rule.loneMarkers}
          onChecked={(loneMarkers) => set({ loneMarkers })}
        />
      </fieldset>
    </>
  );
}
