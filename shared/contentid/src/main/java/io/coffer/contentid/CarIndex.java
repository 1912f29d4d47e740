package io.coffer.contentid;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the blocks of a CAR archive are in it. Made in one pass; holds no blocks. */
final class CarIndex {

    /** 16 GiB of files in blocks of 256 KiB, and about ten megabytes of memory. */
    private static final int MAX_BLOCKS = 65_536;

    /** A block's bytes, without its content id. */
    record Position(long offset, int length) {}

    private final Map<Cid, Position> blocks = new HashMap<>();

    /** @throws ArchiveRefusal for one with more blocks than are looked at */
    static CarIndex of(InputStream archive) throws IOException {
        CarIndex index = new CarIndex();
        Input in = new Input(archive);
        in.skip(in.number().orElseThrow(EOFException::new));
        for (Optional<Long> section = in.number(); section.isPresent(); section = in.number()) {
            long begin = in.at;
            Cid cid = in.cid();
            int length = (int) (section.get() - (in.at - begin));
            index.blocks.putIfAbsent(cid, new Position(in.at, length));
            in.skip(length);
            if (index.blocks.size() > MAX_BLOCKS) {
                throw new ArchiveRefusal("Paths are served of archives of at most " + MAX_BLOCKS + " blocks.");
            }
        }
        return index;
    }

    Optional<Position> find(Cid cid) {
        return Optional.ofNullable(blocks.get(cid));
    }

    /** Bytes whose place is counted. */
    private static final class Input {

        private final InputStream in;
        private long at;

        Input(InputStream in) {
            this.in = in;
        }

        /** Empty at the end. */
        Optional<Long> number() throws IOException {
            Varint number = new Varint();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    return Optional.empty();
                }
                at++;
                if (number.add((byte) next)) {
                    return Optional.of(number.value());
                }
            }
        }

        Cid cid() throws IOException {
            CidReader cid = new CidReader();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                at++;
                if (cid.add((byte) next)) {
                    return cid.cid();
                }
            }
        }

        void skip(long count) throws IOException {
            in.skipNBytes(count);
            at += count;
        }
    }
}
