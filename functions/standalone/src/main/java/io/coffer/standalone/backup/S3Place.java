package io.coffer.standalone.backup;

import io.coffer.blobs.BlobInventory;
import io.coffer.blobs.BlobRange;
import io.coffer.blobs.S3BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, or what is below a prefix of it, for backups. A backup costs a request for each 1,000 blobs and pieces that are there, and one
 * for each new one up to 64 MiB.
 */
final class S3Place implements BackupPlace {

    private final S3Client client;
    private final String name;
    private final S3BlobStore blobs;
    private final S3BlobStore pieces;
    private final S3BlobStore generations;

    /**
     * @param client closed with the place
     * @param prefix empty, or ends with a slash
     */
    S3Place(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.name = "s3://" + bucket + "/" + prefix;
        this.blobs = new S3BlobStore(client, bucket, prefix + "blobs/");
        this.pieces = new S3BlobStore(client, bucket, prefix + "pieces/");
        this.generations = new S3BlobStore(client, bucket, prefix + "generations/");
    }

    @Override
    public void prepare() {
        // The bucket is there, or the first request tells that it is not.
    }

    private S3BlobStore store(Kind kind) {
        return kind == Kind.BLOBS ? blobs : pieces;
    }

    @Override
    public BlobInventory inventory(Kind kind) {
        return store(kind);
    }

    @Override
    public void put(Kind kind, String id, Path file, long length, Check check) throws IOException {
        try (InputStream bytes = check.of(Files.newInputStream(file))) {
            store(kind).write(id, bytes, length, () -> {});
        }
    }

    @Override
    public InputStream get(Kind kind, String id, long length) throws IOException {
        return store(kind).read(BlobRange.whole(id, length));
    }

    @Override
    public void remove(Kind kind, String id) throws IOException {
        store(kind).delete(id);
    }

    @Override
    public List<String> generations() throws IOException {
        List<String> names = new ArrayList<>();
        generations.forEach((id, length, modified) -> names.add(id));
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<byte[]> generation(String id) throws IOException {
        OptionalLong length = generations.lengthOf(id);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = generations.read(BlobRange.whole(id, length.getAsLong()))) {
            return Optional.of(bytes.readAllBytes());
        }
    }

    @Override
    public void putGeneration(String id, byte[] document) throws IOException {
        generations.write(id, new ByteArrayInputStream(document), document.length, () -> {});
    }

    @Override
    public void removeGeneration(String id) throws IOException {
        generations.delete(id);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
