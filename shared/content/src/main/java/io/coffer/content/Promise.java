package io.coffer.content;

import io.coffer.metadata.reclaim.PendingBlob;
import org.jspecify.annotations.Nullable;

/** What sees to it that a blob is reclaimed if its write comes to nothing. */
interface Promise {

    /** Called before the blob can be found, and again after; on return it is durable. Null if something else reclaims the blob. */
    @Nullable PendingBlob keep();

    /** The blob was not written. */
    void giveUp();
}
