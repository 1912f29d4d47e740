package io.coffer.auth;

import java.util.Optional;

/** Where access keys are looked up. */
public interface Credentials {

    /** The key of that id, or empty if there is none that may sign requests now. */
    Optional<AccessKey> find(String accessKeyId);
}
