import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon";

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the value; also said to who does not see it. */
  error?: string;
}

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

/** A label, a control, and what is said below: the control is given the attributes that tie them together. */
export function Field({ label, hint, error, children }: FieldProps & { children: (attributes: Described) => ComponentChildren }) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": described, "aria-invalid": Boolean(error) })}
      {hint && !error && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="field-error" id={`${id}-error`} aria-live="polite">
        {error && (
          <>
            <Icon name="warning" size={14} />
            {error}
          </>
        )}
      </p>
    </div>
  );
}

interface TextProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "password" | "search" | "number" | "date" | "datetime-local";
  placeholder?: string;
  autocomplete?: "off" | "username" | "current-password";
  autofocus?: boolean;
  required?: boolean;
  disabled?: boolean;
  min?: number | string;
  max?: number | string;
  maxLength?: number;
}

export function TextField({ label, hint, error, value, onValue, type = "text", ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <input
          // Preact's types know each type of input by itself, not a choice of them.
          type={type as "text"}
          autocomplete="off"
          spellcheck={false}
          {...rest}
          {...attributes}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface AreaProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  rows?: number;
  placeholder?: string;
  disabled?: boolean;
}

export function TextArea({ label, hint, error, value, onValue, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea
          autocomplete="off"
          spellcheck={false}
          {...rest}
          {...attributes}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps<T extends string> extends FieldProps {
  value: T;
  options: readonly { readonly value: T; readonly text: string }[];
  onValue: (value: T) => void;
}

export function Select<T extends string>({ label, hint, error, value, options, onValue }: SelectProps<T>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onValue(event.currentTarget.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  onChecked: (checked: boolean) => void;
}

export function Checkbox(props: CheckProps) {
  return <Check {...props} kind="checkbox" />;
}

/** As a checkbox, for what takes effect at once. */
export function Switch(props: CheckProps) {
  return <Check {...props} kind="switch" />;
}

function Check({ label, hint, checked, disabled = false, onChecked, kind }: CheckProps & { kind: "checkbox" | "switch" }) {
  const id = useId();
  return (
    <div class={`check ${kind}`}>
      <input
        id={id}
        type="checkbox"
        role={kind === "switch" ? "switch" : undefined}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        // The value is the owner's: it follows only when `checked` does.
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          event.currentTarget.checked = checked;
          onChecked(wanted);
        }}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
