package io.coffer.metadata;

/** Whether a bucket's account may hold more. */
public interface Room {

    Room UNLIMITED = (bucket, more) -> Outcome.done(more);

    /**
     * Asked before objects and parts are written and uploads begun.
     *
     * @param more what there will be; no object and less than 0 bytes where a larger one is replaced
     * @return that; refused: {@link Refusal.OverQuota}
     */
    Outcome<Amount> ask(Bucket bucket, Amount more);
}
