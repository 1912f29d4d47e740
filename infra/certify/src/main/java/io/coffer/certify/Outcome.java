package io.coffer.certify;

import java.util.Locale;

/** How a job ended. */
enum Outcome {

    PASS("pass"), FAIL("FAIL"), NOT_APPLICABLE("n/a"), BY_DESIGN("design");

    private final String sign;

    Outcome(String sign) {
        this.sign = sign;
    }

    /** For the cell of a table. */
    String sign() {
        return sign;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
