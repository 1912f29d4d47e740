import { useMemo, useState } from "preact/hooks";
import type { BucketUsage } from "../../api/iam";
import type { Bucket } from "../../api/s3";
import { bucketHref, objectsHref } from "../../app/routes";
import { Button, ButtonLink } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { formatBytes, formatCount, formatDate, formatNumber } from "../../ui/format";
import { Table, type Column } from "../../ui/Table";
import { AccessBadge } from "./AccessBadge";
import { BucketFilter } from "./BucketFilter";

/** It takes a request to know whether a bucket is public. For this many buckets it is sent at once, for more if somebody asks. */
const FEW = 3;

interface TableProps {
  buckets: readonly Bucket[];
  /** What each holds, by name; undefined if one may not know. A bucket without an entry holds nothing. */
  usage: ReadonlyMap<string, BucketUsage> | undefined;
  onDelete: (bucket: string) => void;
}

/** What there is, in one request for all: counts come with the account's usage. */
export function BucketTable({ buckets, usage, onDelete }: TableProps) {
  const [filter, setFilter] = useState("");
  const [asked, setAsked] = useState(false);
  const few = buckets.length <= FEW;
  const wanted = filter.toLowerCase();
  const rows = useMemo(() => buckets.filter(({ name }) => name.includes(wanted)), [buckets, wanted]);

  const columns: Column<Bucket>[] = [{ title: "Name", cell: ({ name }) => <a href={objectsHref(name)}>{name}</a> }];
  if (usage) {
    columns.push(
      { title: "Objects", align: "end", cell: ({ name }) => formatNumber(usage.get(name)?.objects ?? 0) },
      { title: "Stored", align: "end", cell: ({ name }) => formatBytes(usage.get(name)?.bytes ?? 0) },
    );
  }
  if (few || asked) {
    columns.push({ title: "Access", cell: ({ name }) => <AccessBadge bucket={name} /> });
  }
  columns.push(
    { title: "Created", cell: ({ created }) => <time dateTime={created.toISOString()}>{formatDate(created)}</time> },
    { title: "Actions", hideTitle: true, align: "end", cell: ({ name }) => <Actions name={name} onDelete={onDelete} /> },
  );

  return (
    <div class="bucket-list">
      {!few && (
        <div class="spread">
          <BucketFilter value={filter} onValue={setFilter} />
          <div class="row">
            <p class="hint" role="status">
              {filter === ""
                ? formatCount(buckets.length, "bucket")
                : `${formatNumber(rows.length)} of ${formatCount(buckets.length, "bucket")}`}
            </p>
            {!asked && (
              <Button small icon="globe" onClick={() => setAsked(true)}>
                Show which are public
              </Button>
            )}
          </div>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState icon="search" title="Nothing found">
          <p>No bucket has “{filter}” in its name.</p>
        </EmptyState>
      ) : (
        <Table caption="Your buckets" rows={rows} keyOf={(bucket) => bucket.name} columns={columns} />
      )}
    </div>
  );
}

function Actions({ name, onDelete }: { name: string; onDelete: (bucket: string) => void }) {
  return (
    <div class="row-actions">
      <ButtonLink kind="ghost" small icon="settings" href={bucketHref(name)} label={`Settings of ${name}`}>
        Settings
      </ButtonLink>
      <Button kind="ghost" small icon="trash" aria-label={`Delete ${name}`} title={`Delete ${name}`} onClick={() => onDelete(name)} />
    </div>
  );
}
