import { isBucketPublic } from "../../api/s3";
import { Badge } from "../../ui/Badge";
import { Icon } from "../../ui/Icon";
import { useLoad } from "../../ui/useLoad";
import { inTurn } from "./inTurn";

/** Whether everybody may read; a dash if one may not even ask. */
export function AccessBadge({ bucket }: { bucket: string }) {
  const { data: open, error } = useLoad((signal) => inTurn(() => isBucketPublic(bucket, signal)), [bucket]);
  if (open === undefined) {
    return <span class="muted">{error ? "—" : "…"}</span>;
  }
  return open ? (
    <Badge kind="warning">
      <Icon name="globe" size={14} />
      Public
    </Badge>
  ) : (
    <Badge>
      <Icon name="lock" size={14} />
      Private
    </Badge>
  );
}
