import { listBuckets } from "../../api/s3";
import { bucketHref, objectsHref } from "../../app/routes";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatDate } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { useLoad } from "../../ui/useLoad";

export function BucketsPage() {
  const { data, error, reload } = useLoad(listBuckets, []);
  return (
    <Page title="Buckets">
      <ErrorMessage error={error} onRetry={reload} />
      {data
        ? (
          <Table
            caption="Buckets"
            rows={data}
            keyOf={(bucket) => bucket.name}
            columns={[
              { title: "Name", cell: (bucket) => <a href={objectsHref(bucket.name)}>{bucket.name}</a> },
              { title: "Created", cell: (bucket) => formatDate(bucket.created) },
              { title: "Settings", hideTitle: true, cell: (bucket) => <a href={bucketHref(bucket.name)}>Settings</a> },
            ]}
          />
        )
        : !error && <Loading what="buckets" />}
    </Page>
  );
}
