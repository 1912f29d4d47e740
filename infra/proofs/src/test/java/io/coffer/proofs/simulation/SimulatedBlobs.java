package io.coffer.proofs.simulation;

import io.coffer.blobs.BlobRange;
import io.coffer.blobs.BlobStore;
import io.coffer.proofs.wire.MemoryBlobs;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Blobs that survive the processes that use them, and whose calls fail as those of a store behind a network do. */
final class SimulatedBlobs implements BlobStore {

    private final MemoryBlobs blobs;
    private final Chance chance;

    SimulatedBlobs(MemoryBlobs blobs, Chance chance) {
        this.blobs = blobs;
        this.chance = chance;
    }

    private void point() throws IOException {
        chance.point();
        if (chance.fails()) {
            throw new IOException("the connection to the store broke");
        }
    }

    @Override
    public void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        chance.tell(() -> "write blob " + id);
        point();
        blobs.write(id, broken(bytes), length, () -> {
            chance.point();
            beforeVisible.run();
            chance.point();
        });
        point();
    }

    /** Bytes that come in pieces, and may end in a failure. */
    private InputStream broken(InputStream bytes) {
        return new FilterInputStream(bytes) {

            @Override
            public int read() throws IOException {
                point();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                point();
                return super.read(buffer, offset, Math.min(length, 11));
            }
        };
    }

    @Override
    public Slice slice(BlobRange range) throws IOException {
        point();
        blobs.read(range);
        return new Slice.InStream(range.length(), () -> read(range));
    }

    @Override
    public InputStream read(BlobRange range) throws IOException {
        chance.tell(() -> "read " + range);
        point();
        return broken(blobs.read(range));
    }

    @Override
    public boolean verifies() {
        return false;
    }

    @Override
    public void delete(String id) throws IOException {
        chance.tell(() -> "delete blob " + id);
        point();
        blobs.delete(id);
        point();
    }

    @Override
    public void deleteUnfinished(String id) throws IOException {
        chance.tell(() -> "delete unfinished blob " + id);
        point();
        blobs.deleteUnfinished(id);
        point();
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
