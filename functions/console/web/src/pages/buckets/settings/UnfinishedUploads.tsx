import { useState } from "preact/hooks";
import { isCode } from "../../../api/errors";
import { abortMultipartUpload, listMultipartUploads, type UploadId, type UploadInProgress } from "../../../api/s3";
import { together } from "../../../upload/together";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorMessage } from "../../../ui/ErrorMessage";
import { formatCount, formatTime } from "../../../ui/format";
import { Loading } from "../../../ui/Loading";
import { Table } from "../../../ui/Table";
import { toast } from "../../../ui/Toast";
import { useLoad } from "../../../ui/useLoad";
import { KeyText, visibleKey } from "../../objects/KeyText";

/** Requests at once. */
const TOGETHER = 4;

/** Multipart uploads that were neither completed nor aborted: a page of 1,000, the rest by a button. */
export function UnfinishedUploads({ bucket }: { bucket: string }) {
  const [after, setAfter] = useState<UploadId>();
  const { data, error, loading, reload } = useLoad((signal) => listMultipartUploads(bucket, after, signal), [bucket, after]);
  const [doomed, setDoomed] = useState<readonly UploadInProgress[]>();

  async function abortOne(upload: UploadInProgress) {
    try {
      await abortMultipartUpload(bucket, upload);
    } catch (failure) {
      // Whoever began it may have ended it meanwhile.
      if (!isCode(failure, "NoSuchUpload")) {
        throw failure;
      }
    }
  }

  async function abort(uploads: readonly UploadInProgress[]) {
    try {
      await together(uploads, TOGETHER, abortOne, new AbortController().signal);
      toast(`${formatCount(uploads.length, "upload")} aborted`);
    } finally {
      reload();
    }
  }

  return (
    <div class="stack">
      <p class="description">
        Uploads in parts that were begun, and neither completed nor aborted. Their parts count towards what is stored. They are aborted by
        themselves after seven days.
      </p>
      <ErrorMessage error={error} onRetry={reload} />
      {!data && loading && <Loading what="uploads" />}
      {data?.uploads.length === 0 && (
        <EmptyState icon="upload" title="No unfinished uploads">
          <p>Uploads that are paused or interrupted appear here.</p>
        </EmptyState>
      )}
      {data && data.uploads.length > 0 && (
        <>
          <Table
            caption="Unfinished uploads"
            rows={data.uploads}
            keyOf={({ uploadId }) => uploadId}
            columns={[
              { title: "Key", cell: ({ key }) => <KeyText text={key} /> },
              { title: "Begun", cell: ({ initiated }) => formatTime(initiated) },
              {
                title: "Actions",
                hideTitle: true,
                align: "end",
                cell: (upload) => (
                  <Button small icon="close" aria-label={`Abort ${visibleKey(upload.key)}`} onClick={() => setDoomed([upload])}>
                    Abort
                  </Button>
                ),
              },
            ]}
          />
          <div class="row">
            <Button icon="trash" onClick={() => setDoomed(data.uploads)}>
              Abort all {data.next ? "on this page" : ""}
            </Button>
            {data.next && <Button onClick={() => setAfter(data.next)}>Next page</Button>}
          </div>
        </>
      )}
      {doomed && (
        <ConfirmDialog
          title={`Abort ${formatCount(doomed.length, "upload")}?`}
          action="Abort"
          onConfirm={() => abort(doomed)}
          onClose={() => setDoomed(undefined)}
        >
          <p>The parts that have arrived are deleted. Whoever is uploading them now has to begin anew.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
