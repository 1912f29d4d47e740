package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import org.jetbrains.lincheck.datastructures.Operation;

/** What one thread counts while another writes counts down is written with these or the next, also of a bucket that was idle. */
public class BucketCountsCalls {

    private final BucketCounts counts = new BucketCounts();
    private long written;

    @Operation
    public void count() {
        counts.add("bucket-id", "bucket", new Amount(1, 0, 0), 0);
    }

    @Operation
    public synchronized long flush() {
        counts.flush((id, name, pending, last, wrote) -> {
            written += pending.objects();
            wrote.run();
        });
        return written;
    }
}
