import { askOtherTabs, onOtherTabs, tellOtherTabs } from "./tabs";

/** An access key pair. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Who is signed in. */
export interface Session extends Credentials {
  readonly accountId: string;
  readonly arn: string;
}

/** A session that a reload survives and that other tabs are told of. */
export interface Kept {
  readonly session: Session;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

const STORED = "coffer-session";

/** As long as AWS's console keeps somebody signed in, in milliseconds. */
const KEPT_FOR = 12 * 60 * 60 * 1_000;

const listeners = new Set<() => void>();
let kept = restore();
let current: Session | null = kept?.session ?? null;

/** In memory alone, except where `keep` asks for more: then for twelve hours in this tab and in others of this origin. */
export function startSession(session: Session, keep: boolean): void {
  hold(session, keep ? { session, until: Date.now() + KEPT_FOR } : null);
  if (kept) {
    tellOtherTabs({ kept });
  }
}

/** Goes on as the same account with another pair, kept as the one before was. */
export function changeCredentials(credentials: Credentials): void {
  if (current) {
    startSession({ ...current, ...credentials }, kept !== null);
  }
}

/** In other tabs too, where the session was kept. */
export function endSession(): void {
  if (kept) {
    tellOtherTabs({ ended: true });
  }
  hold(null, null);
}

export function session(): Session | null {
  if (kept && kept.until <= Date.now()) {
    hold(null, null);
  }
  return current;
}

/** Calls back whenever somebody signs in or out; answers how to stop that. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes over the session of another tab of this origin, if there is one, and from then on answers tabs that ask for this one's. */
export async function shareWithTabs(): Promise<void> {
  onOtherTabs((message) => {
    if ("asks" in message) {
      if (kept && session()) {
        tellOtherTabs({ kept });
      }
    } else if ("ended" in message) {
      if (kept) {
        hold(null, null);
      }
    } else if (!current || kept) {
      hold(message.kept.session, message.kept);
    }
  });
  if (!session()) {
    await askOtherTabs();
  }
}

function hold(session: Session | null, keeping: Kept | null): void {
  current = session;
  kept = keeping;
  if (keeping) {
    sessionStorage.setItem(STORED, JSON.stringify(keeping));
  } else {
    sessionStorage.removeItem(STORED);
  }
  for (const listener of listeners) {
    listener();
  }
}

function restore(): Kept | null {
  const stored = sessionStorage.getItem(STORED);
  const before = stored === null ? null : (JSON.parse(stored) as Kept);
  if (before && before.until > Date.now()) {
    return before;
  }
  sessionStorage.removeItem(STORED);
  return null;
}
