import type { Session } from "../api/session";
import { useLoad } from "../ui/useLoad";
import { ALL, isRoot, NONE, rightsOf, type Rights } from "./rights";

/** What is not known yet is not offered. */
export function useRights(session: Session): Rights {
  const { data } = useLoad((signal) => rightsOf(session, signal), [session.accessKeyId]);
  return data ?? (isRoot(session) ? ALL : NONE);
}
