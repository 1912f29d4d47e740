package io.coffer.content;

import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.ReclaimQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Committed only if a part's bytes took so long that its upload may have ended, and been swept, before they can be found. */
final class PromiseIfLate implements Promise {

    private final ReclaimQueue reclaim;
    private final String blobId;
    private final boolean alone;
    private final BooleanSupplier isRecent;
    private @Nullable PendingBlob pending;
    private boolean asked;

    /** @param isRecent whether the sweep is sure to come after this moment */
    PromiseIfLate(ReclaimQueue reclaim, String blobId, boolean alone, BooleanSupplier isRecent) {
        this.reclaim = reclaim;
        this.blobId = blobId;
        this.alone = alone;
        this.isRecent = isRecent;
    }

    @Override
    public @Nullable PendingBlob keep() {
        if (!asked) {
            pending = isRecent.getAsBoolean() ? null : reclaim.promise(blobId, alone);
            asked = true;
        }
        return pending;
    }

    @Override
    public void giveUp() {
        if (pending != null) {
            reclaim.refuse(pending);
        }
    }
}
