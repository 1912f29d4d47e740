package io.coffer.content;

import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.ReclaimQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Committed while the bytes are written. */
final class PromiseAtOnce implements Promise {

    private final ReclaimQueue reclaim;
    private final CompletableFuture<PendingBlob> promised;

    PromiseAtOnce(ReclaimQueue reclaim, String blobId, boolean alone, ObjectPlace place, Executor executor) {
        this.reclaim = reclaim;
        this.promised = CompletableFuture.supplyAsync(() -> reclaim.promise(blobId, alone, place.bucketId(), place.key()), executor);
    }

    /** What kept it from being durable is thrown as it was. */
    @Override
    public PendingBlob keep() {
        try {
            return promised.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void giveUp() {
        promised.thenAccept(reclaim::refuse);
    }
}
