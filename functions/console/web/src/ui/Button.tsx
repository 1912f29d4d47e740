import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

type Kind = "primary" | "secondary" | "danger" | "ghost";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "class"> {
  kind?: Kind;
  icon?: IconName;
  small?: boolean;
  /** What was asked for is under way: the button keeps its place and takes no further click. */
  busy?: boolean;
  children?: ComponentChildren;
}

/** With an icon and no children it needs an `aria-label`. */
export function Button({ kind = "secondary", icon, small = false, busy = false, children, disabled, ...rest }: ButtonProps) {
  const classes = ["button", kind, small && "small", !children && "bare"].filter(Boolean).join(" ");
  return (
    <button type="button" {...rest} class={classes} disabled={disabled || busy} aria-busy={busy}>
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  kind?: Kind;
  icon?: IconName;
  small?: boolean;
  label?: string;
  children?: ComponentChildren;
}

/** A link that looks like a button. */
export function ButtonLink({ href, kind = "secondary", icon, small = false, label, children }: ButtonLinkProps) {
  return (
    <a href={href} class={["button", kind, small && "small", !children && "bare"].filter(Boolean).join(" ")} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
