import type { ComponentChildren } from "preact";
import { endSession, type Session } from "../api/session";
import { Button } from "../ui/Button";
import { Icon, type IconName } from "../ui/Icon";
import { Logo } from "./Logo";
import { ACCOUNTS, ACTIVITY, BUCKETS, CONNECT, KEYS, USAGE, type Route } from "./routes";
import type { Rights } from "./rights";
import { ThemeSwitch } from "./ThemeSwitch";
import { useRights } from "./useRights";

interface Entry {
  readonly href: string;
  readonly title: string;
  readonly icon: IconName;
  readonly pages: readonly Route["page"][];
  /** Without this right the page has nothing to show. */
  readonly needs?: keyof Rights;
}

const ENTRIES: readonly Entry[] = [
  { href: BUCKETS, title: "Buckets", icon: "bucket", pages: ["buckets", "bucket", "objects"] },
  { href: KEYS, title: "Access keys", icon: "key", pages: ["keys"], needs: "keys" },
  { href: USAGE, title: "Usage", icon: "chart", pages: ["usage"], needs: "usage" },
  { href: ACCOUNTS, title: "Accounts", icon: "people", pages: ["accounts"], needs: "operator" },
  { href: ACTIVITY, title: "Activity", icon: "pulse", pages: ["activity"], needs: "operator" },
  { href: CONNECT, title: "Connect", icon: "plug", pages: ["connect"] },
];

interface LayoutProps {
  page: Route["page"];
  session: Session;
  children: ComponentChildren;
}

export function Layout({ page, session, children }: LayoutProps) {
  const rights = useRights(session);
  return (
    <div class="layout">
      <a class="skip" href="#content" onClick={skip}>
        Skip to content
      </a>
      <header class="sidebar">
        <a class="home" href={BUCKETS} aria-label="Coffer, buckets">
          <Logo />
        </a>
        <nav aria-label="Console">
          {ENTRIES.filter(({ needs }) => needs === undefined || rights[needs]).map((entry) => (
            <a key={entry.href} href={entry.href} aria-current={entry.pages.includes(page) ? "page" : undefined}>
              <Icon name={entry.icon} size={20} />
              {entry.title}
            </a>
          ))}
        </nav>
        <div class="who">
          <p>
            <span class="hint">Signed in with</span>
            <code>{session.accessKeyId}</code>
          </p>
          <ThemeSwitch />
          <Button kind="ghost" icon="signOut" aria-label="Sign out" title="Sign out" onClick={endSession} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** By hand, since the address behind `#` says which page it is. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
