package io.coffer.accounts;

/**
 * The key under which stored secrets and objects' data keys are sealed: without it neither can be read. It is stored wrapped under a
 * key-encryption key, in a file ({@link FileMasterKey}) or in KMS ({@link KmsMasterKey}), which can be changed while it stays. It prints
 * nothing of itself.
 */
public final class MasterKey {

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    /** @param key 32 bytes, from now on nobody else's */
    static MasterKey of(byte[] key) {
        return new MasterKey(key);
    }

    public byte[] bytes() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
