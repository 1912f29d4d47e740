/** The File System Access API, which Chromium has, and TypeScript's library has not. */
interface SavedFile {
  createWritable(): Promise<WritableStream<Uint8Array>>;
  getFile(): Promise<File>;
  remove?(): Promise<void>;
}
type SaveFilePicker = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<SavedFile>;

function picker(): SaveFilePicker | undefined {
  return (globalThis as { showSaveFilePicker?: SaveFilePicker }).showSaveFilePicker;
}

/** Whether this browser writes to a file while it reads. Others keep the whole archive, in memory and temporary files, until it is complete. */
export function writesWhileReading(): boolean {
  return picker() !== undefined;
}

/** Writes a stream to where somebody wants it; if it fails or is stopped, no file is left. */
export type Save = (stream: ReadableStream<Uint8Array>, signal: AbortSignal) => Promise<void>;

/**
 * Asks where the file goes, where the browser lets a page ask. To be called at once after a click.
 *
 * @throws DOMException AbortError if the question is dismissed
 */
export async function chooseFile(name: string): Promise<Save> {
  const ask = picker();
  if (!ask) {
    return (stream, signal) => saveWhole(stream, name, signal);
  }
  const file = await ask({ suggestedName: name, types: [{ description: "ZIP archive", accept: { "application/zip": [".zip"] } }] });
  return (stream, signal) => saveTo(file, stream, signal);
}

async function saveTo(file: SavedFile, stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  const { size: before } = await file.getFile();
  try {
    await stream.pipeTo(await file.createWritable(), { signal });
  } catch (error) {
    // A file that was there before is untouched. One that the browser made for this archive is removed.
    if (before === 0) {
      await file.remove?.().catch(() => undefined);
    }
    throw error;
  }
}

async function saveWhole(stream: ReadableStream<Uint8Array>, name: string, signal: AbortSignal): Promise<void> {
  const whole = new TransformStream<Uint8Array, Uint8Array>();
  const piped = stream.pipeTo(whole.writable, { signal });
  const headers = { "content-type": "application/zip" };
  const [blob] = await Promise.all([new Response(whole.readable, { headers }).blob(), piped]);
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then, and keeps it until it ends.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A name that every system takes for a file. */
export function archiveName(name: string): string {
  return `${name.replace(/[\u0000-\u001f\u007f\\/:*?"<>|]/g, "_").replace(/^[. ]+|[. ]+$/g, "_") || "objects"}.zip`;
}
