import { useEffect, useState } from "preact/hooks";
import { getObjectTagging, putObjectTagging } from "../../api/s3";
import { Button } from "../../ui/Button";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Loading } from "../../ui/Loading";
import { useLoad } from "../../ui/useLoad";
import { PairsEditor, type Pair } from "./PairsEditor";

/** S3 takes no more. */
const MOST = 10;

export function TagsTab({ bucket, objectKey, onSaved }: { bucket: string; objectKey: string; onSaved: () => void }) {
  const loaded = useLoad((signal) => getObjectTagging(bucket, { key: objectKey }, signal), []);
  const [pairs, setPairs] = useState<readonly Pair[]>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => setPairs(loaded.data?.map(({ key, value }) => ({ name: key, value }))), [loaded.data]);

  async function save(event: Event) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await putObjectTagging(
        bucket,
        { key: objectKey },
        pairs!.map(({ name, value }) => ({ key: name, value })),
      );
      onSaved();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="stack" onSubmit={save}>
      <p class="hint">Up to {MOST}. Lifecycle rules can choose objects by their tags.</p>
      <ErrorMessage error={error ?? loaded.error} onRetry={loaded.error ? loaded.reload : undefined} />
      {!pairs && !loaded.error && <Loading what="tags" />}
      {pairs && (
        <>
          <PairsEditor what="tag" pairs={pairs} onPairs={setPairs} most={MOST} />
          <div>
            <Button kind="primary" type="submit" busy={busy}>
              Save tags
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
