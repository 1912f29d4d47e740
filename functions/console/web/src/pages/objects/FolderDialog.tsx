import { objectsHref } from "../../app/routes";
import type { Chosen } from "../../upload/files";
import { uploads } from "../../upload/UploadQueue";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { formatCount } from "../../ui/format";
import { contentsOf, type Contents } from "./contents";
import { CreateFolderDialog } from "./CreateFolderDialog";
import { DeleteDialog } from "./DeleteDialog";
import type { Doomed } from "./deletion";
import { DownloadDialog } from "./DownloadDialog";
import { KeyText } from "./KeyText";
import { ObjectDrawer } from "./ObjectDrawer";
import type { ObjectRow, Row } from "./rows";
import { ShareDialog } from "./ShareDialog";
import { TransferDialog, type TransferKind } from "./TransferDialog";

/** What is open above the list. */
export type Open =
  | { readonly what: "folder" }
  | { readonly what: "share" | "object"; readonly row: ObjectRow }
  | { readonly what: "delete"; readonly doomed: Doomed }
  | { readonly what: "download" | TransferKind; readonly contents: Contents }
  | { readonly what: "replace"; readonly files: readonly Chosen[]; readonly names: readonly string[] };

interface FolderDialogProps {
  bucket: string;
  folder: string;
  /** As they are shown. */
  rows: readonly Row[];
  open: Open;
  onOpen: (open: Open | null) => void;
  /** Something in the folder is another now. */
  onChanged: () => void;
  /** As `onChanged`, and what was selected may be gone. */
  onMoved: () => void;
}

/** Whatever is open above the list: one at a time. */
export function FolderDialog({ bucket, folder, rows, open, onOpen, onChanged, onMoved }: FolderDialogProps) {
  const close = () => onOpen(null);
  switch (open.what) {
    case "folder":
      return (
        <CreateFolderDialog
          bucket={bucket}
          folder={folder}
          onCreated={(created) => {
            location.hash = objectsHref(bucket, created);
          }}
          onClose={close}
        />
      );
    case "share":
      return <ShareDialog bucket={bucket} object={open.row} onClose={close} />;
    case "object": {
      const objects = rows.filter((row) => row.kind === "object");
      const at = objects.findIndex(({ key }) => key === open.row.key);
      const step = (row: ObjectRow | undefined) => row && (() => onOpen({ what: "object", row }));
      return (
        <ObjectDrawer
          bucket={bucket}
          objectKey={open.row.key}
          deleted={open.row.deleted}
          onShare={() => onOpen({ what: "share", row: open.row })}
          onRename={() => onOpen({ what: "rename", contents: contentsOf(bucket, [open.row]) })}
          onDelete={() => onOpen({ what: "delete", doomed: { bucket, keys: [open.row.key], prefixes: [] } })}
          onChanged={onChanged}
          onPrevious={step(objects[at - 1])}
          onNext={step(objects[at + 1])}
          onClose={close}
        />
      );
    }
    case "delete":
      return <DeleteDialog doomed={open.doomed} onDeleted={onMoved} onClose={close} />;
    case "download":
      return <DownloadDialog contents={open.contents} folder={folder} onClose={close} />;
    case "copy":
    case "move":
    case "rename":
      return <TransferDialog kind={open.what} contents={open.contents} folder={folder} onChanged={onMoved} onClose={close} />;
    case "replace":
      return <ReplaceDialog names={open.names} onConfirm={() => uploads.add(bucket, folder, open.files)} onClose={close} />;
  }
}

function ReplaceDialog({ names, onConfirm, onClose }: { names: readonly string[]; onConfirm: () => void; onClose: () => void }) {
  return (
    <ConfirmDialog
      title="Replace what is there?"
      action="Upload and replace"
      danger={false}
      onConfirm={async () => onConfirm()}
      onClose={onClose}
    >
      <p>
        {formatCount(names.length, "name is", "names are")} already in this folder. Files are replaced by those of the same name; folders
        keep what else they hold.
      </p>
      <ul class="doomed">
        {names.slice(0, 5).map((one) => (
          <li key={one}>
            <KeyText text={one} />
          </li>
        ))}
        {names.length > 5 && <li class="hint">and {names.length - 5} more</li>}
      </ul>
    </ConfirmDialog>
  );
}
