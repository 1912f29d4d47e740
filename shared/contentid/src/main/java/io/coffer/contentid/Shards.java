package io.coffer.contentid;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Looks up names in sharded directories, which are hash array mapped tries: the next bits of a name's hash say which slot of a shard it is
 * in. A link's name begins with its slot in hexadecimal digits; if there is nothing behind them, the link leads to another shard.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/#dag-pb-hamtdirectory">IPFS, UnixFS specification, HAMTDirectory</a>
 */
final class Shards {

    /** The first half of MurmurHash3 for x64 with 128 bits, by its number in the multihash table. */
    private static final long MURMUR3_X64_64 = 0x22;
    private static final int HASH_BITS = 64;
    private static final int MAX_FANOUT = 1024;

    private final Function<Cid, DagNode> nodes;

    /** @param nodes blocks by their content ids */
    Shards(Function<Cid, DagNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * The shards that a shard links to, and not the entries.
     *
     * @throws ArchiveRefusal for what is no shard
     */
    static Stream<Cid> below(DagNode shard) {
        bits(shard);
        int digits = digits(shard.fanout());
        return shard.links().stream().filter(link -> link.name().length() == digits).map(DagNode.Named::cid);
    }

    /**
     * The entry of a name; empty if there is none.
     *
     * @throws ArchiveRefusal for what is no such directory
     */
    Optional<Cid> entry(DagNode root, String name) {
        int bits = bits(root);
        if (name.isEmpty()) {
            // Together with a slot it would be the name of a shard.
            return Optional.empty();
        }
        long hash = MurmurHash3.hash128x64(name.getBytes(StandardCharsets.UTF_8))[0];
        DagNode shard = root;
        for (int used = 0; used + bits <= HASH_BITS; used += bits) {
            String slot = slot((hash << used) >>> (HASH_BITS - bits), root.fanout());
            Optional<Cid> entry = shard.entry(slot + name);
            Optional<Cid> next = shard.entry(slot);
            if (entry.isPresent() || next.isEmpty()) {
                return entry;
            }
            shard = nodes.apply(next.get());
            if (bits(shard) != bits) {
                throw new ArchiveRefusal("The shards of the directory differ in their fanout.");
            }
        }
        throw new ArchiveRefusal("The directory has more levels of shards than a hash has bits for.");
    }

    /** How many bits of a hash a level takes. */
    private static int bits(DagNode shard) {
        if (shard.type() != DagNode.SHARDED_DIRECTORY || shard.hashFunction() != MURMUR3_X64_64) {
            throw new ArchiveRefusal("The directory has a shard that is none, or one of another hash function than murmur3-x64-64.");
        }
        long fanout = shard.fanout();
        if (fanout < 2 || fanout > MAX_FANOUT || Long.bitCount(fanout) != 1) {
            throw new ArchiveRefusal(
                    "The directory has a shard of " + fanout + " slots, which is no power of two up to " + MAX_FANOUT + ".");
        }
        if (shard.slots() != shard.links().size()) {
            throw new ArchiveRefusal("The directory has a shard whose links are not those that its bits say.");
        }
        return Long.numberOfTrailingZeros(fanout);
    }

    private static String slot(long number, long fanout) {
        return String.format(Locale.ROOT, "%0" + digits(fanout) + "X", number);
    }

    private static int digits(long fanout) {
        return Long.toHexString(fanout - 1).length();
    }
}
