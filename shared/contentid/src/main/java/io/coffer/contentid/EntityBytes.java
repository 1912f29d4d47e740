package io.coffer.contentid;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of a file's bytes whose blocks are asked for.
 *
 * @param from the first byte; from the end if it is negative
 * @param to the last byte; from the end if it is negative; empty for the end
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/#entity-bytes-request-query-parameter">IPFS, Trustless Gateway
 *     specification, entity-bytes</a>
 */
public record EntityBytes(long from, OptionalLong to) {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}):(\\*|-?\\d{1,18})");

    /** Empty for what is no such range. */
    public static Optional<EntityBytes> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EntityBytes(Long.parseLong(form.group(1)),
                        form.group(2).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(form.group(2)))))
                : Optional.empty();
    }

    /** The offset of the first byte, in a file of a size; it may be behind the end. */
    long first(long size) {
        return from < 0 ? Math.max(0, size + from) : from;
    }

    /** The offset of the last byte; it may be before the beginning. */
    long last(long size) {
        long last = to.orElse(Long.MAX_VALUE);
        return last < 0 ? size + last : Math.min(last, size - 1);
    }
}
