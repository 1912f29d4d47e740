package io.coffer.access;

import io.coffer.protocol.errors.S3Exception;
import java.util.List;

/** A bucket's policy, checked and ready to decide. Immutable. */
public final class BucketPolicy {

    private final List<Statement> statements;

    private BucketPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a policy as PutBucketPolicy checks it. What could not be carried out as it is written is refused rather than ignored: unknown
     * elements, actions, operators and condition keys, other buckets' resources, principals that Coffer does not have.
     *
     * @param json UTF-8
     * @throws S3Exception MalformedPolicy
     */
    public static BucketPolicy parse(byte[] json, String bucketName) {
        return new BucketPolicy(BucketPolicyReader.ofClients(bucketName).read(json));
    }

    /** Reads a policy that was checked before it was stored, its users named as {@link PolicyUsers} has them. */
    public static BucketPolicy ofStored(byte[] json, String bucketName) {
        return new BucketPolicy(BucketPolicyReader.ofStored(bucketName).read(json));
    }

    public Decision decide(PolicyRequest request) {
        return Statement.decide(statements, request);
    }

    /** Whether S3 calls it public: for GetBucketPolicyStatus and for blocking public access. */
    public boolean isPublic() {
        return statements.stream().anyMatch(Statement::isPublic);
    }
}
