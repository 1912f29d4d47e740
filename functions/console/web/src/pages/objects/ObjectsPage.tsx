import { useCallback, useEffect, useState } from "preact/hooks";
import { LimitsNotice } from "../../app/LimitsNotice";
import { bucketHref, objectsHref } from "../../app/routes";
import type { Chosen } from "../../upload/files";
import { uploads } from "../../upload/UploadQueue";
import { Button, ButtonLink } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatCount } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { CreateFolderDialog } from "./CreateFolderDialog";
import { DeleteDialog } from "./DeleteDialog";
import type { Doomed } from "./deletion";
import { KeyText, visibleKey } from "./KeyText";
import { LinkDialog } from "./LinkDialog";
import { ListControls } from "./ListControls";
import { ObjectDrawer } from "./ObjectDrawer";
import { ObjectList } from "./ObjectList";
import { DELIMITER, type ObjectRow, type Row } from "./rows";
import { Trail } from "./Trail";
import { UploadButtons } from "./UploadButtons";
import { useFileDrop } from "./useFileDrop";
import { useListing } from "./useListing";
import { useSelection } from "./useSelection";
import "./objects.css";

/** What is open above the list. */
type Open =
  | { readonly what: "folder" }
  | { readonly what: "link" | "object"; readonly row: ObjectRow }
  | { readonly what: "delete"; readonly doomed: Doomed }
  | { readonly what: "replace"; readonly files: readonly Chosen[]; readonly names: readonly string[] };

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
  const selection = useSelection(listing.rows, `${search}/${deleted}`);
  const close = () => setOpen(null);
  const name = folder.split(DELIMITER).at(-2) ?? bucket;

  useEffect(() => setSearch(initialSearch), [initialSearch]);

  const upload = useCallback(
    (files: readonly Chosen[]) => {
      const names = new Set(files.map(({ path }) => path.split(DELIMITER, 1)[0]));
      const replaced = listing.rows.filter((row) => names.has(row.name));
      if (replaced.length > 0) {
        setOpen({ what: "replace", files, names: replaced.map((row) => row.name) });
      } else {
        uploads.add(bucket, folder, files);
      }
    },
    [bucket, folder, listing.rows],
  );
  const dragging = useFileDrop(upload, setError);

  function deleteRows(rows: readonly Row[]) {
    const keys = rows.filter((row) => row.kind === "object" && !row.deleted).map(({ key }) => key);
    const prefixes = rows.filter((row) => row.kind === "folder").map(({ key }) => key);
    if (keys.length > 0 || prefixes.length > 0) {
      setOpen({ what: "delete", doomed: { bucket, keys, prefixes } });
    }
  }

  function deleteEverything() {
    setOpen({ what: "delete", doomed: { bucket, keys: [], prefixes: [folder + search] } });
  }

  function afterDeletion() {
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
      }
    >
      <LimitsNotice />
      <ErrorMessage error={error} />
      <ListControls
        search={search}
        onSearch={setSearch}
        deleted={deleted}
        onDeleted={setDeleted}
        listing={listing}
        selection={selection}
        onDelete={() => deleteRows(selection.rows)}
        onDeleteEverything={deleteEverything}
      />
      <ErrorMessage error={listing.error} onRetry={listing.rows.length > 0 ? listing.loadMore : listing.reload} />
      {listing.rows.length > 0 && (
        <ObjectList
          bucket={bucket}
          listing={listing}
          selection={selection}
          onOpen={(row) => setOpen({ what: "object", row })}
          onShare={(row) => setOpen({ what: "link", row })}
          onDelete={deleteRows}
          onError={setError}
        />
      )}
      {listing.loading && <Loading what={listing.rows.length > 0 ? "more" : "objects"} />}
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

      {open?.what === "folder" && (
        <CreateFolderDialog
          bucket={bucket}
          folder={folder}
          onCreated={(created) => {
            location.hash = objectsHref(bucket, created);
          }}
          onClose={close}
        />
      )}
      {open?.what === "link" && <LinkDialog bucket={bucket} object={open.row} onClose={close} />}
      {open?.what === "object" && (
        <ObjectDrawer
          bucket={bucket}
          objectKey={open.row.key}
          deleted={open.row.deleted}
          onShare={() => setOpen({ what: "link", row: open.row })}
          onDelete={() => setOpen({ what: "delete", doomed: { bucket, keys: [open.row.key], prefixes: [] } })}
          onChanged={listing.reload}
          onClose={close}
        />
      )}
      {open?.what === "delete" && <DeleteDialog doomed={open.doomed} onDeleted={afterDeletion} onClose={close} />}
      {open?.what === "replace" && (
        <ConfirmDialog
          title="Replace what is there?"
          action="Upload and replace"
          danger={false}
          onConfirm={async () => uploads.add(bucket, folder, open.files)}
          onClose={close}
        >
          <p>
            {formatCount(open.names.length, "name is", "names are")} already in this folder. Files are replaced by those of the same name;
            folders keep what else they hold.
          </p>
          <ul class="doomed">
            {open.names.slice(0, 5).map((one) => (
              <li key={one}>
                <KeyText text={one} />
              </li>
            ))}
            {open.names.length > 5 && <li class="hint">and {open.names.length - 5} more</li>}
          </ul>
        </ConfirmDialog>
      )}
    </Page>
  );
}
