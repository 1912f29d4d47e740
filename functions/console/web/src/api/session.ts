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

const STORED = "coffer-session";
const listeners = new Set<() => void>();
let current = restore();

/** In memory alone, but where `keep` asks to survive a reload: then until the tab closes. */
export function startSession(session: Session, keep: boolean): void {
  current = session;
  if (keep) {
    sessionStorage.setItem(STORED, JSON.stringify(session));
  }
  tell();
}

/** Goes on as the same account with another pair, kept as the one before was. */
export function changeCredentials(credentials: Credentials): void {
  if (current) {
    startSession({ ...current, ...credentials }, sessionStorage.getItem(STORED) !== null);
  }
}

export function endSession(): void {
  current = null;
  sessionStorage.removeItem(STORED);
  tell();
}

export function session(): Session | null {
  return current;
}

/** Calls back whenever somebody signs in or out; answers how to stop that. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) {
    listener();
  }
}

function restore(): Session | null {
  const stored = sessionStorage.getItem(STORED);
  return stored === null ? null : (JSON.parse(stored) as Session);
}
