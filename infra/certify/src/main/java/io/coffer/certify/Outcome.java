package io.coffer.certify;

import java.util.Locale;

/** How a job ended. */
enum Outcome {

    PASS, FAIL, NOT_APPLICABLE, BY_DESIGN;

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
