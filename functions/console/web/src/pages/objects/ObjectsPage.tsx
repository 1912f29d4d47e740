import { useCallback, useEffect, useState } from "preact/hooks";
import { isCode } from "../../api/errors";
import { LimitsNotice } from "../../app/LimitsNotice";
import { bucketHref } from "../../app/routes";
import { NoBucket } from "../buckets/NoBucket";
import type { Chosen } from "../../upload/files";
import { uploads } from "../../upload/UploadQueue";
import { Button, ButtonLink } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Icon } from "../../ui/Icon";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { contentsOf } from "./contents";
import { FolderDialog, type Open } from "./FolderDialog";
import { KeyText, visibleKey } from "./KeyText";
import { download } from "./links";
import { ListControls } from "./ListControls";
import { ObjectList } from "./ObjectList";
import { DELIMITER, type Row } from "./rows";
import { Trail } from "./Trail";
import { UploadButtons } from "./UploadButtons";
import { useFileDrop } from "./useFileDrop";
import { useListing } from "./useListing";
import { useSelection } from "./useSelection";
import { useView } from "./useView";
import "./objects.css";

/** A bucket's objects, folder by folder. @param prefix a folder, or with something behind its last slash, a search in it */
export function ObjectsPage({ bucket, prefix }: { bucket: string; prefix: string }) {
  const folder = prefix.slice(0, prefix.lastIndexOf(DELIMITER) + 1);
  return <Folder key={folder} bucket={bucket} folder={folder} initialSearch={prefix.slice(folder.length)} />;
}

function Folder({ bucket, folder, initialSearch }: { bucket: string; folder: string; initialSearch: string }) {
  const [search, setSearch] = useState(initialSearch);
  const [deleted, setDeleted] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const [error, setError] = useState<unknown>();
  const listing = useListing(bucket, folder, search, deleted);
  const gone = isCode(listing.error, "NoSuchBucket");
  const view = useView(listing);
  const selection = useSelection(view.rows, `${search}/${deleted}/${view.find}`);
  const name = folder.split(DELIMITER).at(-2) ?? bucket;

  useEffect(() => setSearch(initialSearch), [initialSearch]);

  const upload = useCallback(
    (files: readonly Chosen[]) => {
      if (gone) {
        return;
      }
      const names = new Set(files.map(({ path }) => path.split(DELIMITER, 1)[0]));
      const replaced = listing.rows.filter((row) => names.has(row.name));
      if (replaced.length > 0) {
        setOpen({ what: "replace", files, names: replaced.map((row) => row.name) });
      } else {
        uploads.add(bucket, folder, files);
      }
    },
    [bucket, folder, listing.rows, gone],
  );
  const dragging = useFileDrop(upload, setError);

  function deleteRows(rows: readonly Row[]) {
    const { objects, prefixes } = contentsOf(bucket, rows);
    if (objects.length > 0 || prefixes.length > 0) {
      setOpen({ what: "delete", doomed: { bucket, keys: objects.map(({ key }) => key), prefixes } });
    }
  }

  function downloadRows(rows: readonly Row[]) {
    const contents = contentsOf(bucket, rows);
    const [object] = contents.objects;
    if (object && contents.objects.length === 1 && contents.prefixes.length === 0) {
      download(bucket, object).catch(setError);
    } else if (object || contents.prefixes.length > 0) {
      setOpen({ what: "download", contents });
    }
  }

  function deleteEverything() {
    setOpen({ what: "delete", doomed: { bucket, keys: [], prefixes: [folder + search] } });
  }

  function afterMoving() {
    selection.clear();
    listing.reload();
  }

  const empty = listing.complete && listing.rows.length === 0;
  return (
    <Page
      title={folder === "" ? bucket : `${visibleKey(name)} in ${bucket}`}
      heading={<KeyText text={name} />}
      trail={<Trail bucket={bucket} folder={folder} />}
      actions={
        !gone && (
          <>
            <UploadButtons onFiles={upload} />
            <Button icon="plus" onClick={() => setOpen({ what: "folder" })}>
              Create folder
            </Button>
            {folder === "" && (
              <ButtonLink icon="settings" href={bucketHref(bucket)}>
                Settings
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <LimitsNotice />
      <ErrorMessage error={error} />
      {!gone && (
        <ListControls
          search={search}
          onSearch={setSearch}
          deleted={deleted}
          onDeleted={setDeleted}
          listing={listing}
          view={view}
          selection={selection}
          onDownload={() => downloadRows(selection.rows)}
          onTransfer={(what) => setOpen({ what, contents: contentsOf(bucket, selection.rows) })}
          onDelete={() => deleteRows(selection.rows)}
          onDeleteEverything={deleteEverything}
        />
      )}
      {gone ? (
        <NoBucket bucket={bucket} />
      ) : (
        <ErrorMessage error={listing.error} onRetry={listing.rows.length > 0 ? listing.loadMore : listing.reload} />
      )}
      {view.rows.length > 0 && (
        <ObjectList
          bucket={bucket}
          listing={listing}
          view={view}
          selection={selection}
          onOpen={(row) => setOpen({ what: "object", row })}
          onShare={(row) => setOpen({ what: "share", row })}
          onDownload={(row) => downloadRows([row])}
          onDelete={deleteRows}
        />
      )}
      {listing.loading && <Loading what={listing.rows.length > 0 ? "more" : "objects"} />}
      {listing.rows.length > 0 && view.rows.length === 0 && (
        <EmptyState icon="search" title="Nothing found">
          <p>No name that is loaded contains “{visibleKey(view.find)}”.</p>
        </EmptyState>
      )}
      {empty &&
        (search === "" ? (
          <EmptyState icon="folder" title={folder === "" ? "Nothing in this bucket" : "Nothing in this folder"}>
            <p>Drop files or folders here, or use the buttons above.</p>
          </EmptyState>
        ) : (
          <EmptyState icon="search" title="Nothing found">
            <p>No name in this folder begins with “{visibleKey(search)}”. Upper and lower case are not the same.</p>
          </EmptyState>
        ))}
      {dragging && (
        <div class="drop-here" aria-hidden="true">
          <p>
            <Icon name="upload" size={32} />
            Drop to upload to “{visibleKey(name)}”
          </p>
        </div>
      )}

      {open && (
        <FolderDialog
          bucket={bucket}
          folder={folder}
          rows={view.rows}
          open={open}
          onOpen={setOpen}
          onChanged={listing.reload}
          onMoved={afterMoving}
        />
      )}
    </Page>
  );
}
