package io.coffer.standalone.http;

import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.standalone.server.ServeOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Which requests the event loop answers itself: reads of one object, if tables and blobs are on this machine. A record and the small bytes
 * beside it are read in less time than it takes to hand a request to another thread and its answer back. If an answer takes long, as from
 * a disk that is slow, workers answer everything for a while.
 */
@Singleton
final class PromptAnswers {

    private static final long LONG_NANOS = 5_000_000;
    /** An archive may be made of all of an object's bytes. */
    private static final String CONTENT_IDS = "/ipfs/";
    private static final long PAUSE_NANOS = 250_000_000;

    private final boolean isLocal;
    private final String domain;
    private volatile long resumeAt = System.nanoTime();

    @Inject
    PromptAnswers(ServeOptions options) {
        this(options.hasEmbeddedMetadata() && options.hasBlobFiles(), options.domain());
    }

    PromptAnswers(boolean isLocal, String domain) {
        this.isLocal = isLocal;
        this.domain = domain;
    }

    /** Whether the event loop may answer a request that has no body. */
    boolean take(S3Request request, long now) {
        return isLocal && now - resumeAt >= 0 && readsObject(request);
    }

    private boolean readsObject(S3Request request) {
        boolean reads = request.method().equals("HEAD") || request.method().equals("GET");
        if (!reads || request.rawPath().startsWith(CONTENT_IDS)) {
            return false;
        }
        try {
            S3Address address = request.address(domain);
            return address.key() != null && !request.query().has("uploadId") && !request.query().has("attributes");
        } catch (S3Exception e) {
            return false;
        }
    }

    /** Told of each answer that the event loop gave. */
    void took(long nanos, long now) {
        if (nanos > LONG_NANOS) {
            resumeAt = now + PAUSE_NANOS;
        }
    }
}
