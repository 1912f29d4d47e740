package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.ServerSideEncryptionConfiguration;
import io.coffer.protocol.xml.ServerSideEncryptionConfiguration.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Sets that a bucket encrypts objects whose writers do not say otherwise, with keys of ours: a read and a commit. */
final class PutBucketEncryption implements BucketOperation {

    private static final Set<String> KMS = Set.of("aws:kms", "aws:kms:dsse");

    private final BucketConfigurationStore configurations;

    PutBucketEncryption(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_ENCRYPTION;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        ServerSideEncryptionConfiguration document = call.requireDocument(ServerSideEncryptionConfiguration.class);
        if (document.rules() == null || document.rules().size() != 1) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        Rule rule = document.rules().get(0);
        requireSupported(rule);
        // S3 API Reference, ServerSideEncryptionRule: no S3 Bucket Key by default.
        Rule whole = new Rule(rule.byDefault(), null, Boolean.TRUE.equals(rule.bucketKeyEnabled()));
        Refusals.require(configurations.put(call.bucket(), BucketConfiguration.ENCRYPTION,
                S3Xml.write(new ServerSideEncryptionConfiguration(List.of(whole)))));
        return S3Response.ok();
    }

    private static void requireSupported(Rule rule) {
        if (rule.byDefault() == null || rule.byDefault().sseAlgorithm() == null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        if (rule.blocksAnything()) {
            throw S3Exception.notImplemented("Blocking of encryption types");
        }
        String algorithm = rule.byDefault().sseAlgorithm();
        if (KMS.contains(algorithm)) {
            throw S3Exception.notImplemented("Encryption with " + algorithm);
        }
        if (!algorithm.equals("AES256")) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        if (rule.byDefault().kmsMasterKeyId() != null) {
            // S3 API Reference, ServerSideEncryptionByDefault: a key id goes with aws:kms and aws:kms:dsse only.
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT,
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }
    }
}
