package io.coffer.contentid;

/** Nothing of the range that is asked for is in the file. */
public final class OutsideException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutsideException(EntityBytes asked, long size) {
        super("The file has " + size + " bytes, and none from " + asked.from() + " to "
                + (asked.to().isPresent() ? asked.to().getAsLong() : "its end") + ".");
    }
}
