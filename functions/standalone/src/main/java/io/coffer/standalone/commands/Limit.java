package io.coffer.standalone.commands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A limit as a person sets it.
 *
 * @param most null for none
 */
record Limit(@Nullable Long most) {

    private static final String NONE = "none";

    /** For a number that an {@code int} holds. */
    @Nullable Integer count() {
        return most == null ? null : Integer.valueOf(most.intValue());
    }

    /** Reads numbers within bounds, or {@code none}. */
    private abstract static class Reading implements ITypeConverter<Limit> {

        private final long least;
        private final long greatest;

        Reading(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        long parse(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no whole number, nor 'none'", e);
            }
        }

        @Override
        public final Limit convert(String text) {
            if (text.equalsIgnoreCase(NONE)) {
                return new Limit(null);
            }
            try {
                long number = parse(text);
                if (number < least || number > greatest) {
                    throw new IllegalArgumentException("'" + text + "' is not between " + least + " and " + greatest);
                }
                return new Limit(number);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class OfBuckets extends Reading {
        OfBuckets() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** Of objects, or of uploads in progress. */
    static final class OfItems extends Reading {
        OfItems() {
            super(0, Long.MAX_VALUE);
        }
    }

    static final class OfBytes extends Reading {
        OfBytes() {
            super(0, Long.MAX_VALUE);
        }

        @Override
        long parse(String text) {
            return ByteCount.parse(text);
        }
    }

    /** To let no request through at all is what a suspension is for. */
    static final class OfRequests extends Reading {
        OfRequests() {
            super(1, Integer.MAX_VALUE);
        }
    }
}
