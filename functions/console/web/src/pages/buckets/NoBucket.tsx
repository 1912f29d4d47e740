import { BUCKETS } from "../../app/routes";
import { ButtonLink } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";

/** Instead of what a bucket would have on a page. */
export function NoBucket({ bucket }: { bucket: string }) {
  return (
    <EmptyState icon="bucket" title={`There is no bucket ${bucket}`}>
      <p>It may have been deleted, or its name is another.</p>
      <ButtonLink href={BUCKETS}>All buckets</ButtonLink>
    </EmptyState>
  );
}
