package io.coffer.objects.pins;

import io.coffer.contentid.CarDigest;
import io.coffer.protocol.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Pins that a node of IPFS is asked for, and those that failed. They are in memory only: a process that ends forgets them. */
final class PendingPins {

    private static final Logger LOG = Logger.getLogger(PendingPins.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;
    private static final int KEPT = 1000;

    private final KuboNode node;
    private final Map<String, Map<String, Pending>> buckets = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor fetching = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "coffer-pins");
                thread.setDaemon(true);
                return thread;
            });

    /** One request, which is another than the next one for the same pin. */
    private static final class Pending {

        private volatile Pin pin;

        Pending(Pin pin) {
            this.pin = pin;
        }

        void is(UnaryOperator<Pin> now) {
            pin = now.apply(pin);
        }
    }

    /**
     * In place of what a pin is to be made.
     *
     * @param condition of S3, that nobody else writes under the name
     * @param done what is to be done once it is there
     */
    record Place(Map<String, String> condition, Runnable done) {}

    PendingPins(KuboNode node) {
        this.node = node;
        fetching.allowCoreThreadTimeOut(true);
    }

    /** Where peers can send the node what it is asked for. */
    List<String> delegates() {
        return node.addresses();
    }

    private Map<String, Pending> of(String bucket) {
        return buckets.computeIfAbsent(bucket, any -> new ConcurrentHashMap<>());
    }

    Optional<Pin> find(String bucket, PinId id) {
        return Optional.ofNullable(buckets.getOrDefault(bucket, Map.of()).get(id.key()))
                .map(pending -> pending.pin).filter(pin -> pin.id().equals(id));
    }

    Collection<Pin> all(String bucket) {
        return buckets.getOrDefault(bucket, Map.of()).values().stream().map(pending -> pending.pin).toList();
    }

    void remove(String bucket, PinId id) {
        of(bucket).computeIfPresent(id.key(), (key, pending) -> pending.pin.id().equals(id) ? null : pending);
    }

    /**
     * Asks the node, and stores what it sends in the name of the token's holder. What is on its way already is not asked for again.
     *
     * @throws PinFailure if too many wait, or another pin with the name is on its way
     */
    Pin begin(PinningToken token, S3OfToken s3, PinDocuments.Asked asked, long now, Place place) {
        Pending fresh = new Pending(Pin.queued(asked.key(), asked.cid(), now, asked.meta()));
        if (buckets.values().stream().mapToInt(Map::size).sum() >= KEPT) {
            buckets.values().forEach(pins -> pins.values().removeIf(pending -> pending.pin.status() == Pin.Status.FAILED));
        }
        Pending there = of(token.bucket()).compute(asked.key(),
                (key, before) -> before == null || before.pin.status() == Pin.Status.FAILED ? fresh : before);
        if (there != fresh) {
            Pin before = there.pin;
            if (before.cid().equals(asked.cid())) {
                return before;
            }
            throw PinFailure.nameTaken();
        }
        Pin queued = fresh.pin;
        try {
            fetching.execute(() -> fetch(token.bucket(), s3, fresh, place));
            return queued;
        } catch (RejectedExecutionException e) {
            of(token.bucket()).remove(asked.key(), fresh);
            throw new PinFailure(503, "INTERNAL_SERVER_ERROR", "Too many pins wait. Try again.");
        }
    }

    /** Whether nobody gave it up. */
    private boolean isWanted(String bucket, Pending pending) {
        return of(bucket).get(pending.pin.key()) == pending;
    }

    private void fetch(String bucket, S3OfToken s3, Pending pending, Place place) {
        if (!isWanted(bucket, pending)) {
            return;
        }
        pending.is(Pin::pinning);
        Pin pin = pending.pin;
        try {
            Path file = Files.createTempFile("coffer-pin", ".car");
            try {
                node.export(pin.cid(), file);
                if (isWanted(bucket, pending)) {
                    finish(bucket, s3, pending, place, store(s3, pin, place, file));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("%s cannot be pinned: %s", pin.cid(), e.getMessage());
            pending.is(was -> was.failed(String.valueOf(e.getMessage())));
        }
    }

    private void finish(String bucket, S3OfToken s3, Pending pending, Place place, String etag) {
        if (of(bucket).remove(pending.pin.key(), pending)) {
            place.done().run();
        } else {
            // It was given up while it was stored.
            s3.ofObject("DELETE", pending.pin.key(), Map.of("if-match", etag));
        }
    }

    /**
     * What the node sent is looked at before anything is stored, so that nobody ever sees another thing under the pin's name.
     *
     * @return the object's ETag
     */
    private static String store(S3OfToken s3, Pin pin, Place place, Path file) throws IOException {
        if (!pin.cid().equals(root(file))) {
            throw new IOException("the node sent something else");
        }
        Map<String, String> headers = new HashMap<>(place.condition());
        headers.put("content-type", "application/vnd.ipld.car");
        headers.put("x-amz-meta-import", "car");
        PinMeta.text(pin.meta()).ifPresent(meta -> headers.put("x-amz-meta-" + PinMeta.NAME, meta));
        try (InputStream archive = Files.newInputStream(file)) {
            S3Response stored = s3.put(pin.key(), headers, archive, Files.size(file));
            if (stored.status() != 200) {
                throw new IOException("the archive was refused with " + stored.status() + ": " + Pins.refusal(stored).getMessage());
            }
            return stored.headers().find("ETag").orElseThrow();
        }
    }

    private static String root(Path file) throws IOException {
        CarDigest digest = new CarDigest();
        byte[] piece = new byte[64 << 10];
        try (InputStream archive = Files.newInputStream(file)) {
            for (int read = archive.read(piece); read >= 0; read = archive.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return digest.finish().toString();
    }
}
