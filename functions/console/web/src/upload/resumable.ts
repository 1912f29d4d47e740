/**
 * Uploads in progress, kept in this browser so that they go on after a reload where the same file is chosen again. That a key has an upload
 * in progress does not tell whether its parts are of this file; size and time of change do.
 */
interface Kept {
  readonly uploadId: string;
  readonly size: number;
  readonly changed: number;
}

const STORED = "coffer-uploads";
const MOST = 200;

export function recallUpload(bucket: string, key: string, file: File): string | undefined {
  const kept = read()[name(bucket, key)];
  return kept && kept.size === file.size && kept.changed === file.lastModified ? kept.uploadId : undefined;
}

export function keepUpload(bucket: string, key: string, file: File, uploadId: string): void {
  const { [name(bucket, key)]: _, ...others } = read();
  const entries = [...Object.entries(others), [name(bucket, key), { uploadId, size: file.size, changed: file.lastModified }]];
  write(Object.fromEntries(entries.slice(-MOST)));
}

export function forgetUpload(bucket: string, key: string, uploadId: string): void {
  const { [name(bucket, key)]: kept, ...others } = read();
  if (kept?.uploadId === uploadId) {
    write(others);
  }
}

function name(bucket: string, key: string): string {
  return `${bucket}/${key}`;
}

function read(): Record<string, Kept> {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "{}") as Record<string, Kept>;
  } catch {
    return {};
  }
}

function write(uploads: Record<string, Kept>): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(uploads));
  } catch {
    // The browser's store is full or closed: uploads then do not survive a reload.
  }
}
