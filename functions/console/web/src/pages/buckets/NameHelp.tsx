import { Icon } from "../../ui/Icon";
import type { NameRule } from "./bucketName";

/** The rules, each with whether the name keeps it so far; nothing is wrong yet with a name that nobody typed. */
export function NameHelp({ rules, typed }: { rules: readonly NameRule[]; typed: boolean }) {
  return (
    <ul class="name-rules" aria-label="Rules for the name">
      {rules.map((rule) => (
        <li key={rule.text} class={!typed ? "open" : rule.holds ? "kept" : "broken"}>
          <Icon name={typed && !rule.holds ? "close" : "check"} size={15} />
          {rule.text}
          {typed && <span class="visually-hidden">{rule.holds ? " (kept)" : " (not kept)"}</span>}
        </li>
      ))}
    </ul>
  );
}
