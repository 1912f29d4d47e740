import { describe, expect, test } from "vitest";
import { chosenFiles, droppedFiles, holdsFiles } from "./files";

function file(name: string, webkitRelativePath = ""): File {
  return Object.assign(new File(["x"], name), { webkitRelativePath });
}

interface Fake {
  readonly name: string;
  readonly children?: readonly Fake[];
  readonly broken?: boolean;
}

/** What browsers make of a file or a folder that is dropped; a folder's reader answers two entries at a time. */
function entry({ name, children, broken = false }: Fake, parent = ""): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (!children) {
    const open = (resolve: (file: File) => void, reject: (failure: unknown) => void) =>
      broken ? reject(new DOMException("gone", "NotFoundError")) : resolve(file(name));
    return { name, fullPath, isFile: true, isDirectory: false, file: open } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const left = children.map((child) => entry(child, fullPath));
    return { readEntries: (resolve: (some: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)) };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function dropped(...items: { readonly entry?: FileSystemEntry; readonly file?: File }[]): DataTransfer {
  return {
    items: items.map((item) => ({ webkitGetAsEntry: () => item.entry ?? null, getAsFile: () => item.file ?? null })),
  } as unknown as DataTransfer;
}

async function pathsOf(transfer: DataTransfer): Promise<string[]> {
  return (await droppedFiles(transfer)).map(({ path }) => path);
}

describe("files that are chosen", () => {
  test("are named by their names, or by their paths where a folder was chosen", () => {
    const files = [file("a.txt"), file("b.txt", "folder/sub/b.txt")] as unknown as FileList;
    expect(chosenFiles(files).map(({ path }) => path)).toEqual(["a.txt", "folder/sub/b.txt"]);
  });

  test("have names that a key can hold, also where a name holds half a character", () => {
    expect(chosenFiles([file("a\ud800b"), file("🗻"), file("\ufeffa")] as unknown as FileList).map(({ path }) => path)).toEqual([
      "a\ufffdb",
      "🗻",
      "\ufeffa",
    ]);
  });
});

describe("what is dropped", () => {
  test("is taken with all that is in folders, however many there are", async () => {
    const folder = {
      name: "photos",
      children: [{ name: "1" }, { name: "2" }, { name: "3" }, { name: "sub", children: [{ name: "4" }] }, { name: "5" }],
    };
    expect(await pathsOf(dropped({ entry: entry(folder) }, { entry: entry({ name: "lone.txt" }) }))).toEqual([
      "photos/1",
      "photos/2",
      "photos/3",
      "photos/sub/4",
      "photos/5",
      "lone.txt",
    ]);
  });

  test("becomes an object that S3's clients take for a folder, where it is an empty folder", async () => {
    const [only] = await droppedFiles(dropped({ entry: entry({ name: "outer", children: [{ name: "empty", children: [] }] }) }));
    expect(only?.path).toBe("outer/empty/");
    expect(only?.file.size).toBe(0);
  });

  test("is taken as a file where the browser knows no entries, and left where it is none", async () => {
    expect(await pathsOf(dropped({ file: file("a.txt") }, {}))).toEqual(["a.txt"]);
  });

  test("fails as a whole where a file cannot be read", async () => {
    const folder = { name: "f", children: [{ name: "gone", broken: true }] };
    await expect(droppedFiles(dropped({ entry: entry(folder) }))).rejects.toMatchObject({ name: "NotFoundError" });
  });

  test("is looked at once before the browser forgets it", async () => {
    const transfer = dropped({ entry: entry({ name: "a" }) }, { entry: entry({ name: "b" }) });
    const result = droppedFiles(transfer);
    (transfer.items as unknown as unknown[]).length = 0;
    expect((await result).map(({ path }) => path)).toEqual(["a", "b"]);
  });
});

test("it is known whether files are dragged, or something else", () => {
  expect(holdsFiles({ types: ["text/plain", "Files"] } as unknown as DataTransfer)).toBe(true);
  expect(holdsFiles({ types: ["text/plain"] } as unknown as DataTransfer)).toBe(false);
  expect(holdsFiles(null)).toBe(false);
});
