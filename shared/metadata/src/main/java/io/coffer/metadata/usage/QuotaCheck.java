package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;

/** Whether a bucket's account may hold more. */
public interface QuotaCheck {

    QuotaCheck UNLIMITED = (bucket, more) -> Outcome.done(more);

    /**
     * Asked before objects and parts are written and uploads begun.
     *
     * @param more what there will be; no object and less than 0 bytes where a larger one is replaced
     * @return that; refused: {@link Refusal.OverQuota}
     */
    Outcome<Amount> ask(Bucket bucket, Amount more);
}
