import { CopyButton } from "./CopyButton";

interface CodeProps {
  /** What it is, such as "AWS CLI settings". */
  label: string;
  text: string;
  /** What is copied, if that is not what is shown. */
  copied?: string;
}

/** Text to paste elsewhere. */
export function CodeBlock({ label, text, copied = text }: CodeProps) {
  return (
    <div class="code">
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
      <CopyButton text={copied} label={`Copy ${label}`} />
    </div>
  );
}
