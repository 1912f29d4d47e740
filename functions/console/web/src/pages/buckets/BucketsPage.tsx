import { useState } from "preact/hooks";
import { isCode } from "../../api/errors";
import { listBuckets, type Bucket } from "../../api/s3";
import { bucketHref, objectsHref } from "../../app/routes";
import { Button, ButtonLink } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatDate } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { useLoad } from "../../ui/useLoad";
import { AccessBadge } from "./AccessBadge";
import { CreateBucketDialog } from "./CreateBucketDialog";
import { DeleteBucketDialog } from "./DeleteBucketDialog";
import { OpenBucket } from "./OpenBucket";
import { VersioningText } from "./VersioningText";
import "./buckets.css";

export function BucketsPage() {
  const { data: buckets, error, reload } = useLoad(listBuckets, []);
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
      {buckets && buckets.length > 0 && <BucketTable buckets={buckets} onDelete={setDeleting} />}
      {creating && buckets && (
        <CreateBucketDialog existing={buckets.map((bucket) => bucket.name)} onCreated={reload} onClose={() => setCreating(false)} />
      )}
      {deleting !== null && <DeleteBucketDialog bucket={deleting} onDeleted={reload} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

function BucketTable({ buckets, onDelete }: { buckets: readonly Bucket[]; onDelete: (bucket: string) => void }) {
  return (
    <Table
      caption="Your buckets"
      rows={buckets}
      keyOf={(bucket) => bucket.name}
      columns={[
        { title: "Name", cell: ({ name }) => <a href={objectsHref(name)}>{name}</a> },
        { title: "Access", cell: ({ name }) => <AccessBadge bucket={name} /> },
        { title: "Versioning", cell: ({ name }) => <VersioningText bucket={name} /> },
        { title: "Region", cell: ({ region }) => region },
        { title: "Created", cell: ({ created }) => <time dateTime={created.toISOString()}>{formatDate(created)}</time> },
        {
          title: "Actions",
          hideTitle: true,
          align: "end",
          cell: ({ name }) => (
            <div class="row-actions">
              <ButtonLink kind="ghost" small icon="settings" href={bucketHref(name)} label={`Settings of ${name}`}>
                Settings
              </ButtonLink>
              <Button
                kind="ghost"
                small
                icon="trash"
                aria-label={`Delete ${name}`}
                title={`Delete ${name}`}
                onClick={() => onDelete(name)}
              />
            </div>
          ),
        },
      ]}
    />
  );
}
