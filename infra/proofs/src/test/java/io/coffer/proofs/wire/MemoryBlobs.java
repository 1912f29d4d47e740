package io.coffer.proofs.wire;

import io.coffer.blobs.BlobRange;
import io.coffer.blobs.BlobStore;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in memory. What a write leaves that did not come to its end is kept apart, as a directory or S3 keeps it. */
public final class MemoryBlobs implements BlobStore {

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

    @Override
    public void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        unfinished.add(id);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        bytes.transferTo(all);
        beforeVisible.run();
        if (blobs.putIfAbsent(id, all.toByteArray()) != null) {
            throw new IOException("blob " + id + " is written twice");
        }
        unfinished.remove(id);
    }

    @Override
    public Slice slice(BlobRange range) throws IOException {
        require(range);
        return new Slice.InStream(range.length(), () -> read(range));
    }

    @Override
    public InputStream read(BlobRange range) throws IOException {
        return new ByteArrayInputStream(require(range), (int) range.offset(), (int) range.length());
    }

    private byte[] require(BlobRange range) throws IOException {
        byte[] blob = blobs.get(range.id());
        if (blob == null) {
            throw new NoSuchFileException(range.id());
        }
        if (blob.length != range.size()) {
            throw new IOException("blob " + range.id() + " has " + blob.length + " bytes instead of " + range.size());
        }
        return blob;
    }

    @Override
    public boolean verifies() {
        return false;
    }

    @Override
    public void delete(String id) {
        blobs.remove(id);
    }

    @Override
    public void deleteUnfinished(String id) {
        blobs.remove(id);
        unfinished.remove(id);
    }

    @Override
    public List<String> beginningWith(String prefix) {
        return blobs.keySet().stream().filter(id -> id.startsWith(prefix)).sorted().toList();
    }

    /** The ids of blobs, and of writes that have not come to their end. */
    public Set<String> ids() {
        Set<String> all = new TreeSet<>(blobs.keySet());
        all.addAll(unfinished);
        return all;
    }

    /** What a directory's store does when it is opened, and the lifecycle rule of a bucket for blobs after two days. */
    public void removeUnfinished() {
        unfinished.clear();
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
