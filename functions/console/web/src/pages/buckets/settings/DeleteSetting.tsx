import { useState } from "preact/hooks";
import { BUCKETS } from "../../../app/routes";
import { Button } from "../../../ui/Button";
import { DeleteBucketDialog } from "../DeleteBucketDialog";

export function DeleteSetting({ bucket }: { bucket: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <section class="card setting">
      <h2>Delete</h2>
      <div class="spread">
        <p class="hint">Deletes the bucket and, if you confirm it, everything in it.</p>
        <Button icon="trash" onClick={() => setAsking(true)}>
          Delete bucket
        </Button>
      </div>
      {asking && <DeleteBucketDialog bucket={bucket} onDeleted={() => location.assign(BUCKETS)} onClose={() => setAsking(false)} />}
    </section>
  );
}
