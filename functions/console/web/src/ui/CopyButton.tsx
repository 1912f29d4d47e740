import { useState } from "preact/hooks";
import { Button } from "./Button";

interface CopyProps {
  text: string;
  /** What it copies, such as "Copy access key id". */
  label: string;
  /** Shows the label beside the icon. */
  labelled?: boolean;
  /** It is what somebody came for. */
  primary?: boolean;
}

export function CopyButton({ text, label, labelled = false, primary = false }: CopyProps) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }

  return (
    <>
      <Button
        kind={primary ? "primary" : "ghost"}
        small={!primary}
        icon={copied ? "check" : "copy"}
        aria-label={label}
        title={label}
        onClick={copy}
      >
        {labelled && (primary && copied ? "Copied" : label)}
      </Button>
      <span class="visually-hidden" role="status">
        {copied && "Copied"}
      </span>
    </>
  );
}
