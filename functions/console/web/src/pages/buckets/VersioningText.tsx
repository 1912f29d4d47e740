import { getBucketVersioning } from "../../api/s3";
import { useLoad } from "../../ui/useLoad";
import { inTurn } from "./inTurn";

const TEXTS = { Enabled: "On", Suspended: "Suspended", Off: "Off" } as const;

/** Whether older versions are kept; a dash where one may not even ask. */
export function VersioningText({ bucket }: { bucket: string }) {
  const { data: versioning, error } = useLoad((signal) => inTurn(() => getBucketVersioning(bucket, signal)), [bucket]);
  if (versioning === undefined) {
    return <span class="muted">{error ? "—" : "…"}</span>;
  }
  return <span class={versioning === "Off" ? "muted" : undefined}>{TEXTS[versioning]}</span>;
}
