import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../../api/errors";
import { listObjectsV2, listObjectVersions, type VersionMarkers } from "../../api/s3";
import type { FileUpload } from "../../upload/FileUpload";
import { uploads } from "../../upload/UploadQueue";
import { DELIMITER, rowsOf, withUploaded, type Row } from "./rows";

type Position = { readonly token: string } | { readonly after: VersionMarkers };

interface State {
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last, undefined before the first. */
  readonly next: Position | null | undefined;
  readonly loading: boolean;
  readonly error: unknown;
}

export interface Listing {
  readonly rows: readonly Row[];
  /** Whether all there is has been loaded. */
  readonly complete: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  /** The next 1,000, if there are more and none are on their way. */
  readonly loadMore: () => void;
  readonly reload: () => void;
}

const NOTHING: State = { rows: [], next: undefined, loading: true, error: undefined };

/**
 * What is in a folder, a page at a time, and what is uploaded to it meanwhile.
 *
 * @param search what the names in it begin with
 * @param deleted whether to list objects too whose latest version is a delete marker
 */
export function useListing(bucket: string, folder: string, search: string, deleted: boolean): Listing {
  const [state, setState] = useState<State>(NOTHING);
  const [round, setRound] = useState(0);
  // What was uploaded while a page is on its way is kept, too.
  const current = useRef({ state, stop: new AbortController(), busy: false, meanwhile: [] as FileUpload[] });
  current.current.state = state;

  function add(rows: readonly Row[], upload: FileUpload, complete: boolean) {
    return withUploaded(rows, { folder, search, complete }, upload.key, upload.file.size);
  }

  async function load(from: Position | undefined, stop: AbortController) {
    current.current.busy = true;
    current.current.meanwhile = [];
    setState((before) => ({ ...before, loading: true, error: undefined }));
    try {
      const page = await readPage(bucket, folder + search, deleted, from, stop.signal);
      stop.signal.throwIfAborted();
      const loaded = rowsOf(page.page, folder);
      setState((before) => {
        const rows = from ? [...before.rows, ...loaded] : loaded;
        // The page may have been read before they were done.
        const uploaded = current.current.meanwhile.reduce((so, upload) => add(so, upload, page.next === null), rows as readonly Row[]);
        return { rows: uploaded, next: page.next, loading: false, error: undefined };
      });
    } catch (error) {
      if (!stop.signal.aborted && !isAbort(error)) {
        setState((before) => ({ ...before, loading: false, error }));
      }
    } finally {
      if (current.current.stop === stop) {
        current.current.busy = false;
      }
    }
  }

  useEffect(() => setState(NOTHING), [bucket, folder, deleted]);
  useEffect(() => {
    const stop = new AbortController();
    current.current.stop = stop;
    void load(undefined, stop);
    return () => stop.abort();
  }, [bucket, folder, search, deleted, round]);

  useEffect(
    () =>
      uploads.onDone((upload) => {
        if (upload.bucket === bucket && upload.key.startsWith(folder + search)) {
          if (current.current.busy) {
            current.current.meanwhile.push(upload);
          }
          setState((before) => ({ ...before, rows: add(before.rows, upload, before.next === null) }));
        }
      }),
    [bucket, folder, search],
  );

  const loadMore = useCallback(() => {
    const {
      state: { next },
      stop,
      busy,
    } = current.current;
    if (next && !busy) {
      void load(next, stop);
    }
  }, [bucket, folder, search, deleted]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { rows: state.rows, complete: state.next === null, loading: state.loading, error: state.error, loadMore, reload };
}

async function readPage(bucket: string, prefix: string, deleted: boolean, from: Position | undefined, signal: AbortSignal) {
  if (deleted) {
    const after = from && "after" in from ? from.after : undefined;
    const page = await listObjectVersions(bucket, { prefix, delimiter: DELIMITER, after, signal });
    return { page, next: page.next ? { after: page.next } : null };
  }
  const token = from && "token" in from ? from.token : undefined;
  const page = await listObjectsV2(bucket, { prefix, delimiter: DELIMITER, token, signal });
  return { page, next: page.next !== undefined ? { token: page.next } : null };
}
