import type { ComponentChildren } from "preact";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { Loading } from "../../../ui/Loading";
import type { Loaded } from "../../../ui/useLoad";

interface SettingProps<T> {
  title: string;
  loaded: Loaded<T>;
  /** What went wrong when it was changed. */
  error: unknown;
  children: (value: T) => ComponentChildren;
}

/** One setting: what it is called, its controls once it is known, and what the endpoint refuses of it. */
export function Setting<T>({ title, loaded, error, children }: SettingProps<T>) {
  return (
    <section class="card setting">
      <h2>{title}</h2>
      {loaded.data === undefined ? loaded.error === undefined && <Loading what={title.toLowerCase()} /> : children(loaded.data)}
      <ErrorMessage error={loaded.error} onRetry={loaded.reload} />
      <ErrorMessage error={error} />
    </section>
  );
}
