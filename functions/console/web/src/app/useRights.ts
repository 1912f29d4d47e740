import type { Session } from "../api/session";
import { useLoad } from "../ui/useLoad";
import { isRoot, NONE, rightsOf, rightsOfRoot, type Rights } from "./rights";

/** A page is offered once it is known that it would show something. */
export function useRights(session: Session): Rights {
  const { data } = useLoad((signal) => rightsOf(session, signal), [session.accessKeyId]);
  return data ?? (isRoot(session) ? rightsOfRoot(session) : NONE);
}
