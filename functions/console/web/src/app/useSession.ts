import { useEffect, useState } from "preact/hooks";
import { onSessionChange, session, type Session } from "../api/session";

/** Who is signed in, or null. */
export function useSession(): Session | null {
  const [current, setCurrent] = useState(session());
  useEffect(() => onSessionChange(() => setCurrent(session())), []);
  return current;
}
