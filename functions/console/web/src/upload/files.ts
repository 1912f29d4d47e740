/** A file, and what its key is within the folder it goes to. */
export interface Chosen {
  readonly path: string;
  readonly file: File;
}

/** What a file input holds; those that choose folders know the paths in them. */
export function chosenFiles(files: FileList): Chosen[] {
  return [...files].map((file) => ({ path: pathOf(file.webkitRelativePath || file.name), file }));
}

/** Whether something is dragged that holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** What was dropped: files, and all that is in folders. Must be called at once, since the browser forgets it when the event is over. */
export async function droppedFiles(transfer: DataTransfer): Promise<Chosen[]> {
  const entries = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: Chosen[] = [];
  for (const { entry, file } of entries) {
    if (entry) {
      await collect(entry, found);
    } else if (file) {
      found.push({ path: pathOf(file.name), file });
    }
  }
  return found;
}

async function collect(entry: FileSystemEntry, found: Chosen[]): Promise<void> {
  const path = pathOf(entry.fullPath.slice(1));
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ path, file });
    return;
  }
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  if (children.length === 0) {
    // The object that S3's clients take for an empty folder.
    found.push({ path: `${path}/`, file: new File([], entry.name) });
  }
  for (const child of children) {
    await collect(child, found);
  }
}

/** A reader answers some at a time, and none at the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return children;
    }
    children.push(...some);
  }
}

/** Names of files may hold halves of characters, which no key can. */
function pathOf(path: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(path));
}
