package io.coffer.objects.pins;

import io.coffer.contentid.CarDigest;
import io.coffer.protocol.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Pins that a node of IPFS is asked for, and those that failed. They are in memory only: a process that ends forgets them. */
final class PendingPins {

    private static final Logger LOG = Logger.getLogger(PendingPins.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;
    private static final int KEPT = 1000;

    private final KuboNode node;
    private final Map<String, Map<String, Pin>> buckets = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor fetching = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "coffer-pins");
                thread.setDaemon(true);
                return thread;
            });

    PendingPins(KuboNode node) {
        this.node = node;
        fetching.allowCoreThreadTimeOut(true);
    }

    private Map<String, Pin> of(String bucket) {
        return buckets.computeIfAbsent(bucket, any -> new ConcurrentHashMap<>());
    }

    Optional<Pin> find(String bucket, String key) {
        return Optional.ofNullable(buckets.getOrDefault(bucket, Map.of()).get(key));
    }

    Collection<Pin> all(String bucket) {
        return List.copyOf(buckets.getOrDefault(bucket, Map.of()).values());
    }

    /** @return whether it was there */
    boolean remove(String bucket, String key) {
        return buckets.containsKey(bucket) && buckets.get(bucket).remove(key) != null;
    }

    /**
     * Asks the node, and stores what it sends in the name of the token's holder.
     *
     * @throws PinFailure if too many wait
     */
    Pin begin(PinningToken token, S3OfToken s3, PinDocuments.Asked asked, long now) {
        Pin queued = Pin.queued(asked.key(), asked.cid(), now);
        if (buckets.values().stream().mapToInt(Map::size).sum() >= KEPT) {
            buckets.values().forEach(pins -> pins.values().removeIf(pin -> pin.status() == Pin.Status.FAILED));
        }
        try {
            of(token.bucket()).put(asked.key(), queued);
            fetching.execute(() -> fetch(token.bucket(), s3, queued));
            return queued;
        } catch (RejectedExecutionException e) {
            remove(token.bucket(), asked.key());
            throw new PinFailure(503, "INTERNAL_SERVER_ERROR", "Too many pins wait. Try again.");
        }
    }

    private void fetch(String bucket, S3OfToken s3, Pin pin) {
        if (!of(bucket).replace(pin.key(), pin, pin.pinning())) {
            return;
        }
        try {
            Path file = Files.createTempFile("coffer-pin", ".car");
            try {
                node.export(pin.cid(), file);
                // Unless it was given up meanwhile.
                if (find(bucket, pin.key()).isPresent()) {
                    store(s3, pin, file);
                }
            } finally {
                Files.delete(file);
            }
            remove(bucket, pin.key());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("%s cannot be pinned: %s", pin.cid(), e.getMessage());
            of(bucket).computeIfPresent(pin.key(), (key, was) -> pin.failed(String.valueOf(e.getMessage())));
        }
    }

    /** What the node sent is looked at before anything is stored, so that nobody ever sees another thing under the pin's name. */
    private static void store(S3OfToken s3, Pin pin, Path file) throws IOException {
        if (!pin.cid().equals(root(file))) {
            throw new IOException("the node sent something else");
        }
        try (InputStream archive = Files.newInputStream(file)) {
            S3Response stored = s3.put(pin.key(), Map.of("content-type", "application/vnd.ipld.car", "x-amz-meta-import", "car",
                    "if-none-match", "*"), archive, Files.size(file));
            if (stored.status() != 200) {
                throw new IOException("the archive was refused with " + stored.status());
            }
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
