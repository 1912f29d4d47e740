import { useState } from "preact/hooks";
import { isAbort, isCode } from "../../api/errors";
import { getUsage, type BucketUsage } from "../../api/iam";
import { listBuckets } from "../../api/s3";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { useLoad } from "../../ui/useLoad";
import { BucketTable } from "./BucketTable";
import { CreateBucketDialog } from "./CreateBucketDialog";
import { DeleteBucketDialog } from "./DeleteBucketDialog";
import { OpenBucket } from "./OpenBucket";
import "./buckets.css";

export function BucketsPage() {
  const { data: buckets, error, reload } = useLoad(listBuckets, []);
  const counts = useLoad(countsOf, []);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<string | null>(null);
  const create = (
    <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
      Create bucket
    </Button>
  );

  return (
    <Page title="Buckets" actions={buckets && buckets.length > 0 ? create : undefined}>
      {isCode(error, "AccessDenied") ? <OpenBucket /> : <ErrorMessage error={error} onRetry={reload} />}
      {!buckets && !error && <Loading what="buckets" />}
      {buckets?.length === 0 && (
        <EmptyState icon="bucket" title="No buckets yet">
          <p>A bucket holds objects: files of any kind and size, each under a key. Its name is part of their addresses.</p>
          {create}
        </EmptyState>
      )}
      {buckets && buckets.length > 0 && <BucketTable buckets={buckets} usage={counts.data} onDelete={setDeleting} />}
      {creating && buckets && (
        <CreateBucketDialog existing={buckets.map((bucket) => bucket.name)} onCreated={reload} onClose={() => setCreating(false)} />
      )}
      {deleting !== null && <DeleteBucketDialog bucket={deleting} onDeleted={reload} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

/** Counts are shown where one may see them: who may not has the list all the same. */
async function countsOf(signal: AbortSignal): Promise<ReadonlyMap<string, BucketUsage> | undefined> {
  try {
    return new Map((await getUsage(signal)).buckets.map((bucket) => [bucket.name, bucket]));
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    return undefined;
  }
}
