package io.coffer.objects;

import io.coffer.contentid.ArchivedTree.Scope;
import io.coffer.contentid.EntityBytes;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks of an archive are asked for, and how.
 *
 * @param scope what is sent of what a path leads to
 * @param bytes of which file the blocks are sent
 * @param depthFirst whether each block must be before what it links to
 * @param duplicates whether a block must be there as often as it is linked to, or must not; empty if it does not matter
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">IPFS, Trustless Gateway specification</a>
 */
record CarTerms(Scope scope, Optional<EntityBytes> bytes, boolean depthFirst, Optional<Boolean> duplicates) {

    /**
     * What the query says, and where it says nothing, what {@code Accept} says.
     *
     * @param accepted the parameters of the archive's type in {@code Accept}
     * @throws S3Exception InvalidArgument for what is not known
     */
    static CarTerms of(S3Request request, Map<String, String> accepted) {
        require("car-version", term(request, accepted, "version"), "1");
        Optional<String> order = require("car-order", term(request, accepted, "order"), "dfs", "unk");
        Optional<String> duplicates = require("car-dups", term(request, accepted, "dups"), "y", "n");
        Optional<String> scope = require("dag-scope", Optional.ofNullable(request.parameter("dag-scope")), "block", "entity", "all");
        String bytes = request.parameter("entity-bytes");
        Optional<EntityBytes> range = bytes == null ? Optional.empty() : EntityBytes.parse(bytes);
        if (bytes != null && range.isEmpty()) {
            throw S3Exception.invalidArgument("entity-bytes", bytes, "entity-bytes is FROM:TO, and TO may be *.");
        }
        Scope asked = scope.map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT))).orElse(Scope.ALL);
        return new CarTerms(range.isPresent() ? Scope.ENTITY : asked, range, order.filter("dfs"::equals).isPresent(),
                duplicates.map("y"::equals));
    }

    /** Whether archives with these parameters can be made. */
    static boolean isKnown(Map<String, String> accepted) {
        return isOneOf(accepted.get("version"), "1") && isOneOf(accepted.get("order"), "dfs", "unk")
                && isOneOf(accepted.get("dups"), "y", "n");
    }

    private static Optional<String> term(S3Request request, Map<String, String> accepted, String name) {
        return Optional.ofNullable(request.parameter("car-" + name)).or(() -> Optional.ofNullable(accepted.get(name)));
    }

    private static boolean isOneOf(@Nullable String value, String... known) {
        return value == null || Arrays.asList(known).contains(value);
    }

    private static Optional<String> require(String name, Optional<String> value, String... known) {
        value.filter(asked -> !isOneOf(asked, known)).ifPresent(unknown -> {
            throw S3Exception.invalidArgument(name, unknown, name + " is one of " + String.join(", ", known) + ".");
        });
        return value;
    }

    /** Whether an archive that is stored will do: the blocks of one are in any order, and some may be there twice. */
    boolean areOfAnyArchive() {
        return scope == Scope.ALL && !depthFirst && duplicates.isEmpty();
    }

    /** Whether an archive of a file that is made while the file is read will do: its root is the last of all blocks. */
    boolean areOfAnyFile() {
        return scope != Scope.BLOCK && bytes.isEmpty() && !depthFirst && duplicates.orElse(true);
    }

    /** As an ETag tells them apart. */
    @Override
    public String toString() {
        return scope.name().toLowerCase(Locale.ROOT) + bytes.map(range -> "." + range.from() + ":"
                + (range.to().isPresent() ? range.to().getAsLong() : "*")).orElse("") + (duplicates.orElse(false) ? ".y" : ".n");
    }
}
