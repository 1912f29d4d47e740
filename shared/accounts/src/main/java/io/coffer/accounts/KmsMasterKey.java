package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.OrderedTables;
import io.coffer.metadata.WrappedKeyStore;
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
public final class KmsMasterKey {

    /** What the wrapped key is bound to: KMS refuses to open it as anything else. */
    private static final Map<String, String> CONTEXT = Map.of("purpose", "coffer-master-key");

    private final KmsClient kms;
    private final String keyId;
    private final WrappedKeyStore store;

    /** @param keyId the KMS key's id, ARN or alias */
    public KmsMasterKey(KmsClient kms, String keyId, OrderedTables tables) {
        this.kms = kms;
        this.keyId = keyId;
        this.store = new WrappedKeyStore(tables);
    }

    /**
     * The key of an installation that has one: one read, one call of KMS.
     *
     * @throws StartFailure where nobody has made one
     */
    public MasterKey require() {
        return unwrap(store.find().orElseThrow(() -> new StartFailure(
                "the installation has no master key yet: ./coffer keys create makes it together with the first access key pair")));
    }

    /** The installation's key, made where there is none; of several that begin together one wins and the others take its key. */
    public MasterKey openOrMake() {
        return unwrap(store.find().orElseGet(() -> store.putIfAbsent(make())));
    }

    private byte[] make() {
        GenerateDataKeyResponse made = kms.generateDataKey(
                r -> r.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        return made.ciphertextBlob().asByteArray();
    }

    private MasterKey unwrap(byte[] wrapped) {
        byte[] key = kms.decrypt(r -> r.keyId(keyId).ciphertextBlob(SdkBytes.fromByteArray(wrapped)).encryptionContext(CONTEXT))
                .plaintext()
                .asByteArray();
        if (key.length != SecretSeal.KEY_LENGTH) {
            throw new StartFailure("the wrapped master key has " + key.length + " bytes instead of " + SecretSeal.KEY_LENGTH);
        }
        return MasterKey.of(key);
    }
}
