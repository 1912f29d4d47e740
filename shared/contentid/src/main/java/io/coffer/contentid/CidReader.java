package io.coffer.contentid;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads a content id in its binary form, of version 0 or 1, from bytes that come one by one. */
final class CidReader {

    private static final int VERSION_0 = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** The numbers at its beginning: version, codec, hash function, length of the digest. */
    private final long[] numbers = new long[4];
    private int known;
    private Varint number = new Varint();
    private Optional<Multihash> function = Optional.empty();
    private int digestFrom;

    /**
     * Adds the next byte.
     *
     * @return whether it was the last
     * @throws InvalidArchiveException for what is no content id, or one whose blocks cannot be verified
     */
    boolean add(byte next) {
        bytes.write(next);
        if (known < numbers.length) {
            if (number.add(next)) {
                numbers[known] = number.value();
                number = new Varint();
                known++;
                begun();
            }
            if (known < numbers.length) {
                return false;
            }
        }
        return bytes.size() - digestFrom == numbers[3];
    }

    /** Judges what has been read of the numbers. */
    private void begun() {
        if (known == 1 && numbers[0] == Cid.SHA2_256) {
            // Version 0 is a bare multihash of a DAG-PB block.
            numbers[0] = VERSION_0;
            numbers[1] = Codec.DAG_PB.number();
            numbers[2] = Cid.SHA2_256;
            known = 3;
        } else if (known == 1 && numbers[0] != Cid.VERSION) {
            throw new InvalidArchiveException("The CAR archive has a content id of version " + numbers[0] + ".");
        } else if (known == 4) {
            Multihash named = Multihash.of(numbers[2]).orElseThrow(() -> new InvalidArchiveException(
                    "The CAR archive has a block whose hash function is not supported: 0x" + Long.toHexString(numbers[2]) + "."));
            if (!named.hasLength(numbers[3])) {
                throw new InvalidArchiveException("The CAR archive has a content id whose digest has " + numbers[3] + " bytes.");
            }
            function = Optional.of(named);
            digestFrom = bytes.size();
        }
    }

    /** In version 1, whichever version it was read in. */
    Cid cid() {
        byte[] read = bytes.toByteArray();
        if (numbers[0] == Cid.VERSION) {
            return new Cid(read);
        }
        ByteArrayOutputStream raised = new ByteArrayOutputStream();
        raised.write(Cid.VERSION);
        raised.write(Codec.DAG_PB.number());
        raised.writeBytes(read);
        return new Cid(raised.toByteArray());
    }

    /** Known once the last byte has been added. */
    Multihash function() {
        return function.orElseThrow();
    }

    byte[] digest() {
        byte[] read = bytes.toByteArray();
        return Arrays.copyOfRange(read, digestFrom, read.length);
    }
}
