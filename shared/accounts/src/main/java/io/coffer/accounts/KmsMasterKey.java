package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.accounts.WrappedKeyStore;
import io.coffer.metadata.accounts.WrappedKeyStore.Kind;
import io.coffer.metadata.tables.OrderedTables;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * The master key of an installation in AWS: a data key that KMS made and wrapped, kept wrapped beside the accounts. Who may read it has
 * both the table and KMS's permission to decrypt.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/data-keys.html">AWS KMS Developer Guide, data keys</a>
 */
public final class KmsMasterKey implements KeyWrapping {

    /** What the wrapped key is bound to: KMS refuses to open it as anything else. */
    private static final Map<String, String> CONTEXT = Map.of("purpose", "coffer-master-key");

    private final KmsClient kms;
    private final String keyId;
    private final WrappedKeyStore store;
    private final WrappedKeyStore storeOfFiles;
    private final AccountStore accounts;

    /** @param keyId the KMS key's id, ARN or alias */
    public KmsMasterKey(KmsClient kms, String keyId, OrderedTables tables) {
        this.kms = kms;
        this.keyId = keyId;
        this.store = new WrappedKeyStore(tables, Kind.KMS);
        this.storeOfFiles = new WrappedKeyStore(tables, Kind.FILE);
        this.accounts = new AccountStore(tables, Clock.systemUTC());
    }

    /**
     * The key of an installation that has one: one read, one call of KMS.
     *
     * @throws StartFailure if nobody has made one
     */
    @Override
    public MasterKey require() {
        return unwrap(wrapped());
    }

    private byte[] wrapped() {
        return store.find().orElseThrow(() -> new StartFailure(
                "the installation has no master key yet: ./coffer keys create makes it together with the first access key pair"));
    }

    /**
     * The installation's key, made if there is none; of several that begin together one wins and the others take its key.
     *
     * @throws StartFailure if the installation has its key from a file
     */
    @Override
    public MasterKey openOrMake() {
        return unwrap(store.find().orElseGet(this::make));
    }

    private byte[] make() {
        boolean inUse = accounts.find(AccountOpening.FIRST_ACCOUNT).isPresent() || storeOfFiles.find().isPresent();
        // In an installation of KMS's the first account comes after the wrapped key.
        return store.find().orElseGet(() -> {
            if (inUse) {
                throw new StartFailure("the installation's master key comes from a file: name it with --master-key");
            }
            return store.putIfAbsent(generate());
        });
    }

    private byte[] generate() {
        GenerateDataKeyResponse made = kms.generateDataKey(
                r -> r.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        return made.ciphertextBlob().asByteArray();
    }

    /**
     * Wraps the same master key under another key of KMS, which is to be named from now on; or under the newest material of this one. What
     * was sealed under the master key is left alone. Asks KMS to encrypt it anew, and to open both: what is stored is what opens.
     *
     * @param newKeyId id, ARN or alias
     * @throws StartFailure if there is no master key, or another rotation is under way
     */
    public void rotate(String newKeyId) {
        byte[] before = wrapped();
        MasterKey masterKey = unwrap(before);
        byte[] wrapped = kms.reEncrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(before))
                        .sourceKeyId(keyId)
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId(newKeyId)
                        .destinationEncryptionContext(CONTEXT))
                .ciphertextBlob()
                .asByteArray();
        if (!MessageDigest.isEqual(masterKey.bytes(), unwrap(newKeyId, wrapped).bytes())) {
            throw new StartFailure("what KMS encrypted anew is not the master key");
        }
        if (!store.replace(before, wrapped)) {
            throw new StartFailure("another rotation of the master key is under way");
        }
    }

    private MasterKey unwrap(byte[] wrapped) {
        return unwrap(keyId, wrapped);
    }

    private MasterKey unwrap(String keyId, byte[] wrapped) {
        byte[] key = kms.decrypt(r -> r.keyId(keyId).ciphertextBlob(SdkBytes.fromByteArray(wrapped)).encryptionContext(CONTEXT))
                .plaintext()
                .asByteArray();
        if (key.length != SecretSeal.KEY_LENGTH) {
            throw new StartFailure("the wrapped master key has " + key.length + " bytes instead of " + SecretSeal.KEY_LENGTH);
        }
        return MasterKey.of(key);
    }
}
