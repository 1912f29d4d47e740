package io.coffer.metadata.usage;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.Operation;

/** What one thread counts while another writes counts down is written with these or the next, also of a bucket that was idle. */
public class BucketCountsCalls {

    private static final Bucket BUCKET = new Bucket("bucket", "bucket-id", "1", "us-east-1", AccessList.EMPTY, 0, null, null, Map.of());

    private final BucketCounts counts = new BucketCounts();
    private long written;

    @Operation
    public void count() {
        counts.add(BUCKET, "key", new Amount(1, 0, 0), 0);
    }

    @Operation
    public synchronized long flush() {
        counts.flush((more, wrote) -> {
            written += more.more().objects();
            wrote.run();
        });
        return written;
    }
}
