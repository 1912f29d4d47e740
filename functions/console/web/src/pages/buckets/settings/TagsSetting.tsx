import { useEffect, useState } from "preact/hooks";
import { getBucketTagging, putBucketTagging } from "../../../api/s3";
import { Button } from "../../../ui/Button";
import { useLoad } from "../../../ui/useLoad";
import { PairsEditor, type Pair } from "../../objects/PairsEditor";
import { Setting } from "./Setting";
import { useChange } from "./useChange";

/** S3 takes no more. */
const MOST = 50;

export function TagsSetting({ bucket }: { bucket: string }) {
  const loaded = useLoad((signal) => getBucketTagging(bucket, signal), [bucket]);
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  const { busy, error, run } = useChange();

  useEffect(() => setPairs((loaded.data ?? []).map(({ key, value }) => ({ name: key, value }))), [loaded.data]);

  async function save() {
    const tags = pairs.map(({ name, value }) => ({ key: name, value }));
    if (await run(() => putBucketTagging(bucket, tags), "Tags saved")) {
      loaded.reload();
    }
  }

  return (
    <Setting title="Tags" loaded={loaded} error={error}>
      {() => (
        <>
          <PairsEditor what="tag" pairs={pairs} onPairs={setPairs} most={MOST} />
          <div>
            <Button busy={busy} onClick={save}>
              Save tags
            </Button>
          </div>
        </>
      )}
    </Setting>
  );
}
