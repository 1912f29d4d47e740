package io.coffer.certify;

/**
 * What a probe saw, and what it means.
 *
 * @param good whether nothing has to be done or known
 */
record Finding(String question, String seen, String meaning, boolean good) {

    static Finding good(String question, String seen) {
        return new Finding(question, seen, "", true);
    }

    static Finding bad(String question, String seen, String meaning) {
        return new Finding(question, seen, meaning, false);
    }

    static Finding of(String question, String seen, boolean good, String meaning) {
        return good ? good(question, seen) : bad(question, seen, meaning);
    }
}
