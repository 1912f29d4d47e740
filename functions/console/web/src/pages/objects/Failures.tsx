import { KeyText } from "./KeyText";

export interface Failure {
  readonly key: string;
  /** Empty if the endpoint was not asked. */
  readonly code: string;
  readonly message: string;
}

/** Rows that are shown; nobody reads more. */
const SHOWN = 100;

/** Objects for which something could not be done, each with the reason. */
export function Failures({ title, failures }: { title: string; failures: readonly Failure[] }) {
  if (failures.length === 0) {
    return null;
  }
  return (
    <>
      <p role="alert">{title}</p>
      <ul class="failures" aria-label={title}>
        {failures.slice(0, SHOWN).map((failure) => (
          <li key={failure.key}>
            <KeyText text={failure.key} />
            <span class="hint">
              {failure.message} {failure.code && <code>{failure.code}</code>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
