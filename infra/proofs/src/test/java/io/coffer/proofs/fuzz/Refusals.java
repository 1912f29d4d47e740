package io.coffer.proofs.fuzz;

import io.coffer.contentid.ArchiveRefusal;
import io.coffer.contentid.InvalidArchiveException;
import io.coffer.protocol.errors.S3Exception;
import java.time.Duration;

/** What may come out of readers of what strangers send: a result or a refusal, soon. */
final class Refusals {

    /** So long that no busy machine takes it for one of the usual microseconds. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private Refusals() {}

    /** Something that reads. */
    interface Reader {
        void read();
    }

    /** Lets refusals pass, and whatever else is thrown through. */
    static void only(Reader reader) {
        long began = System.nanoTime();
        try {
            reader.read();
        } catch (S3Exception e) {
            if (e.code().status() >= 500 && e.code().status() != 501) {
                throw new AssertionError("a fault of the client is called one of the server", e);
            }
        } catch (InvalidArchiveException | ArchiveRefusal e) {
            // The refusal of an archive.
        }
        requireSoon(began);
    }

    static void requireSoon(long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(SOON) > 0) {
            throw new AssertionError("it took " + took);
        }
    }
}
