package io.coffer.accounts;

/** Where the key is that an installation's master key is wrapped under. */
public sealed interface KeyWrapping permits FileMasterKey, KmsMasterKey {

    /**
     * The key of an installation that has one.
     *
     * @throws StartFailure if nobody has made one, or it cannot be opened
     */
    MasterKey require();

    /**
     * The installation's key, made if it has none; of several processes that begin together one wins and the others take its key.
     *
     * @throws StartFailure if it cannot be opened
     */
    MasterKey openOrMake();
}
