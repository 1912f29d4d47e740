package io.coffer.setup;

import java.util.Optional;

/** One secret of AWS Secrets Manager. */
interface Secret {

    /** What it holds; empty as long as nobody put anything. */
    Optional<String> find();

    void put(String value);
}
