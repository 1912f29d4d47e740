package io.coffer.content;

import io.coffer.blobs.BlobRange;
import io.coffer.blobs.BlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.StreamingDigest;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the stored bytes of objects and their parts. */
public final class ContentReader {

    private final SmallBlobs small;
    private final ManifestStore manifests;
    private final BlobStore blobs;

    public ContentReader(SmallBlobs small, ManifestStore manifests, BlobStore blobs) {
        this.small = small;
        this.manifests = manifests;
        this.blobs = blobs;
    }

    /**
     * The body of an answer with the given bytes of an object. Blobs are opened when their turn comes; manifest pages are read as the
     * range reaches them.
     *
     * @param cipher how the object is stored
     * @return empty if the object was replaced or deleted since its record was read
     */
    public Optional<ResponseBody> body(ObjectRecord object, ByteRange range, ContentCipher cipher) throws IOException {
        if (isSmall(object)) {
            Optional<byte[]> stored = small(object);
            return stored.isEmpty() ? Optional.empty() : Optional.of(new ResponseBody.Bytes(
                    cipher.decrypt(object.content().id(), stored.get(), object.size(), range)));
        }
        if (object.content() instanceof Content.Parts content) {
            return Optional.of(new ResponseBody.Slices(range.length(), new PartSlices(content, range, cipher)));
        }
        Slice slice = slice(object.content().id(), object.size(), range, cipher, proof(object));
        return Optional.of(new ResponseBody.Slices(range.length(), List.of(slice).iterator()));
    }

    /** The given bytes of an object as one stream, for copying them; at most one blob is open at a time. */
    public Optional<InputStream> open(ObjectRecord object, ByteRange range, ContentCipher cipher) throws IOException {
        if (isSmall(object)) {
            Optional<byte[]> stored = small(object);
            return stored.isEmpty() ? Optional.empty() : Optional.of(new ByteArrayInputStream(
                    cipher.decrypt(object.content().id(), stored.get(), object.size(), range)));
        }
        if (object.content() instanceof Content.Parts content) {
            return Optional.of(new SequenceInputStream(streams(new PartRuns(content, range), cipher)));
        }
        return Optional.of(read(object.content().id(), object.size(), range, cipher, proof(object)));
    }

    private static boolean isSmall(ObjectRecord object) {
        return object.content() instanceof Content.Inline || object.content() instanceof Content.Small;
    }

    /** Bytes that the record has, or that lie beside it: no read or one. They are compared as a whole, whatever range is wanted. */
    private Optional<byte[]> small(ObjectRecord object) throws IOException {
        Optional<byte[]> stored =
                object.content() instanceof Content.Inline inline ? inline.bytes() : small.find(object.content().id());
        if (stored.isPresent() && object.encryption() == null) {
            requireStored(object, stored.get());
        }
        return stored;
    }

    private static void requireStored(ObjectRecord object, byte[] bytes) throws DamagedContentException {
        String id = object.content().id();
        if (bytes.length != object.size()) {
            throw new DamagedContentException(id, bytes.length + " bytes are there, " + object.size() + " were stored");
        }
        Optional<Proof> proof = proof(object);
        if (proof.isPresent()) {
            StreamingDigest digest = proof.get().algorithm.newDigest();
            digest.update(bytes, 0, bytes.length);
            if (!Arrays.equals(digest.digest(), proof.get().value)) {
                throw new DamagedContentException(id, "its bytes are not those that were stored");
            }
        }
    }

    /** What the bytes of a blob can be compared with. */
    private record Proof(ChecksumAlgorithm algorithm, byte[] value) {}

    private static Optional<Proof> proof(ObjectRecord object) {
        return Optional.ofNullable(object.checksum())
                .filter(checksum -> checksum.type() == ChecksumType.FULL_OBJECT)
                .map(checksum -> new Proof(checksum.algorithm(), Base64.getDecoder().decode(checksum.value())));
    }

    /** A part's ETag is the MD5 of its bytes, unless it is a customer's, whose bytes are proved by their cipher. */
    private static Optional<Proof> proof(Part part) {
        return Optional.of(new Proof(ChecksumAlgorithm.MD5, HexFormat.of().parseHex(part.etag())));
    }

    private Slice slice(String blobId, long size, ByteRange range, ContentCipher cipher, Optional<Proof> proof) throws IOException {
        Slice slice = cipher.slice(blobs, blobId, size, range);
        return slice instanceof Slice.InStream stream && isToBeProved(size, range, cipher)
                ? new Slice.InStream(stream.length(), () -> proved(stream.source().open(), blobId, size, proof))
                : slice;
    }

    private InputStream read(String blobId, long size, ByteRange range, ContentCipher cipher, Optional<Proof> proof) throws IOException {
        InputStream bytes = cipher.read(blobs, blobId, size, range);
        return isToBeProved(size, range, cipher) ? proved(bytes, blobId, size, proof) : bytes;
    }

    /** Whether neither the store nor the cipher compares what is read with what was stored; of a part of a blob nothing more is known. */
    private boolean isToBeProved(long size, ByteRange range, ContentCipher cipher) {
        return !blobs.verifies() && !cipher.verifies() && range.length() == size && size > 0;
    }

    private static InputStream proved(InputStream bytes, String blobId, long size, Optional<Proof> proof) {
        return proof.<InputStream>map(known -> new VerifiedInputStream(bytes, blobId, size, known.algorithm, known.value)).orElse(bytes);
    }

    /**
     * Reads all that is stored of an object, and compares what can be compared without its key.
     *
     * @param sink given the bytes as they are stored; may throw to end the reading
     * @throws IOException if bytes are missing or are not those that were stored
     */
    public void verify(ObjectRecord object, OutputStream sink) throws IOException {
        boolean plain = object.encryption() == null;
        if (object.content() instanceof Content.Parts content) {
            long size = 0;
            for (int page = 0; page < content.pageOffsets().size(); page++) {
                for (Part part : manifests.page(content, page)) {
                    verify(part, plain, sink);
                    size += part.size();
                }
            }
            if (size != object.size()) {
                throw new DamagedContentException(
                        content.id(), "its list names parts of " + size + " bytes, " + object.size() + " were stored");
            }
            return;
        }
        String id = object.content().id();
        long size = plain ? object.size() : Segments.storedLength(object.size());
        if (isSmall(object)) {
            byte[] stored = small(object).orElseThrow(() -> new NoSuchFileException(id));
            verify(new ByteArrayInputStream(stored), id, size, Optional.empty(), sink);
        } else {
            verify(blobs.read(BlobRange.whole(id, size)), id, size, plain ? proof(object) : Optional.empty(), sink);
        }
    }

    /**
     * As {@link #verify(ObjectRecord, OutputStream)}.
     *
     * @param plain whether its bytes lie as they are
     */
    public void verify(Part part, boolean plain, OutputStream sink) throws IOException {
        long size = plain ? part.size() : Segments.storedLength(part.size());
        verify(blobs.read(BlobRange.whole(part.blobId(), size)), part.blobId(), size, plain ? proof(part) : Optional.empty(), sink);
    }

    private static void verify(InputStream stored, String id, long size, Optional<Proof> proof, OutputStream sink) throws IOException {
        try (InputStream bytes = size == 0 ? stored : proved(stored, id, size, proof)) {
            long read = bytes.transferTo(sink);
            if (read != size) {
                throw new DamagedContentException(id, read + " bytes are there, " + size + " were stored");
            }
        }
    }

    /**
     * Where a part of a completed object lies.
     *
     * @param ordinal counted from 1
     * @return empty if the object has no such part
     */
    public Optional<ByteRange> partRange(Content.Parts content, int ordinal) {
        if (ordinal > content.count()) {
            return Optional.empty();
        }
        int page = 0;
        while (page + 1 < content.pageOffsets().size() && ManifestStore.partsBefore(page + 1) < ordinal) {
            page++;
        }
        long offset = content.pageOffsets().get(page);
        int number = ManifestStore.partsBefore(page);
        for (Part part : manifests.page(content, page)) {
            if (++number == ordinal) {
                return Optional.of(new ByteRange(offset, offset + part.size() - 1));
            }
            offset += part.size();
        }
        return Optional.empty();
    }

    // SequenceInputStream takes no other.
    @SuppressWarnings("JdkObsolete")
    private Enumeration<InputStream> streams(Iterator<Run> runs, ContentCipher cipher) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return runs.hasNext();
            }

            @Override
            public InputStream nextElement() {
                Run run = runs.next();
                Part part = run.part();
                return new LateInputStream(() -> read(part.blobId(), part.size(), run.range(), cipher, proof(part)));
            }
        };
    }

    /** Bytes of one part that belong to a range. */
    private record Run(Part part, ByteRange range) {}

    /** The runs a range touches, in order; reads one manifest page at a time. */
    private final class PartRuns implements Iterator<Run> {

        private final Content.Parts content;
        private final ByteRange range;
        private int page;
        private long offset;
        private Iterator<Part> parts = Collections.emptyIterator();

        PartRuns(Content.Parts content, ByteRange range) {
            this.content = content;
            this.range = range;
            while (page + 1 < content.pageOffsets().size() && content.pageOffsets().get(page + 1) <= range.first()) {
                page++;
            }
            this.offset = content.pageOffsets().get(page);
        }

        @Override
        public boolean hasNext() {
            return offset <= range.last() && (parts.hasNext() || page < content.pageOffsets().size());
        }

        @Override
        public Run next() {
            while (true) {
                if (!parts.hasNext()) {
                    List<Part> read = manifests.page(content, page++);
                    if (read.isEmpty()) {
                        throw new ContentGoneException();
                    }
                    parts = read.iterator();
                }
                Part part = parts.next();
                long begin = Math.max(range.first(), offset);
                long end = Math.min(range.last() + 1, offset + part.size());
                long inPart = begin - offset;
                offset += part.size();
                if (begin < end) {
                    return new Run(part, new ByteRange(inPart, inPart + end - begin - 1));
                }
            }
        }
    }

    private final class PartSlices implements Iterator<Slice> {

        private final PartRuns runs;
        private final ContentCipher cipher;

        PartSlices(Content.Parts content, ByteRange range, ContentCipher cipher) {
            this.runs = new PartRuns(content, range);
            this.cipher = cipher;
        }

        @Override
        public boolean hasNext() {
            return runs.hasNext();
        }

        @Override
        public Slice next() {
            Run run = runs.next();
            try {
                Part part = run.part();
                return slice(part.blobId(), part.size(), run.range(), cipher, proof(part));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Opens its source at the first read, so that a sequence of streams has one open at a time and reports failures as it is read. */
    private static final class LateInputStream extends FilterInputStream {

        private final ResponseBody.Source source;

        LateInputStream(ResponseBody.Source source) {
            super(null);
            this.source = source;
        }

        private void open() throws IOException {
            if (in == null) {
                in = source.open();
            }
        }

        @Override
        public int read() throws IOException {
            open();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            open();
            return super.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                super.close();
            }
        }
    }
}
