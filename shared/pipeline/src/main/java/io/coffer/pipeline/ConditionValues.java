package io.coffer.pipeline;

import io.coffer.access.ConditionKeys;
import io.coffer.access.Principal;
import io.coffer.auth.SigningTime;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.UriEncoding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a request has for the condition keys of policies.
 *
 * @param versionId null where no version is named
 * @param bucket null where it is about none that is there
 * @param userId tells the caller's unique id, where there is a caller
 * @param existingTags the tags that the object has; may cost a read
 * @param encryptionOfUpload what the creation of the upload that the request goes on with asked for; may cost a read
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">Amazon S3 User Guide, Policy condition
 *     keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">S3 API Reference, Policy keys for
 *     Signature Version 4</a>
 */
record ConditionValues(
        Asker asker,
        Principal principal,
        Bucket bucket,
        String versionId,
        Supplier<String> userId,
        Supplier<Map<String, String>> existingTags,
        Supplier<Optional<String>> encryptionOfUpload,
        Instant now) implements Function<String, List<String>> {

    private static final String HEADER_KEYS = "s3:x-amz-";

    @Override
    public List<String> apply(String key) {
        if (key.startsWith(ConditionKeys.EXISTING_OBJECT_TAG)) {
            return one(existingTags.get().get(key.substring(ConditionKeys.EXISTING_OBJECT_TAG.length())));
        }
        if (key.startsWith(ConditionKeys.REQUEST_OBJECT_TAG)) {
            return one(asker.tags().get().tags().get(key.substring(ConditionKeys.REQUEST_OBJECT_TAG.length())));
        }
        return switch (key) {
            case ConditionKeys.CURRENT_TIME -> one(now.truncatedTo(ChronoUnit.SECONDS).toString());
            case ConditionKeys.EPOCH_TIME -> one(String.valueOf(now.getEpochSecond()));
            case ConditionKeys.PRINCIPAL_ACCOUNT -> one(principal.accountId());
            case ConditionKeys.PRINCIPAL_ARN -> one(principal.arn());
            case ConditionKeys.USER_ID -> one(principal.isAnonymous() ? "anonymous" : userId.get());
            case ConditionKeys.USER_NAME -> one(principal.userName());
            case ConditionKeys.REFERER -> one(header("referer"));
            case ConditionKeys.USER_AGENT -> one(header("user-agent"));
            case ConditionKeys.SECURE_TRANSPORT -> one(String.valueOf(asker.request().secure()));
            case ConditionKeys.SOURCE_IP -> one(asker.request().remoteAddress());
            case ConditionKeys.AUTH_TYPE -> principal.isAnonymous() ? List.of() : one(authType());
            case ConditionKeys.SIGNATURE_VERSION -> principal.isAnonymous() ? List.of() : one(signatureVersion());
            case ConditionKeys.SIGNATURE_AGE -> principal.isAnonymous() ? List.of() : one(signatureAge());
            case ConditionKeys.RESOURCE_ACCOUNT -> one(bucket == null ? null : bucket.accountId());
            case ConditionKeys.PREFIX -> one(parameter("prefix"));
            case ConditionKeys.DELIMITER -> one(parameter("delimiter"));
            case ConditionKeys.MAX_KEYS -> one(parameter("max-keys"));
            case ConditionKeys.VERSION_ID -> one(versionId);
            case ConditionKeys.REQUEST_OBJECT_TAG_KEYS -> List.copyOf(asker.tags().get().tags().keySet());
            case ConditionKeys.SERVER_SIDE_ENCRYPTION -> one(Optional.ofNullable(header("x-amz-server-side-encryption"))
                    .or(encryptionOfUpload)
                    .orElse(null));
            case ConditionKeys.COPY_SOURCE -> one(copySource());
            case ConditionKeys.CONTENT_SHA256 -> one(contentSha256());
            case ConditionKeys.IF_MATCH -> one(header("if-match"));
            case ConditionKeys.IF_NONE_MATCH -> one(header("if-none-match"));
            default -> key.startsWith(HEADER_KEYS) ? one(header(key.substring("s3:".length()))) : List.of();
        };
    }

    private static List<String> one(String value) {
        return value == null ? List.of() : List.of(value);
    }

    private String header(String name) {
        return asker.request().header(name);
    }

    private String parameter(String name) {
        return asker.request().parameter(name);
    }

    private String authType() {
        if (asker.request().headers().has("authorization")) {
            return "REST-HEADER";
        }
        return isPresigned() ? "REST-QUERY-STRING" : "POST";
    }

    /** Forms alone may be signed by version 2, which names no algorithm. */
    private String signatureVersion() {
        return authType().equals("POST") && header("x-amz-algorithm") == null ? "AWS" : "AWS4-HMAC-SHA256";
    }

    private boolean isPresigned() {
        return parameter("X-Amz-Signature") != null;
    }

    private String signatureAge() {
        Optional<Instant> signed = SigningTime.find(asker.request().query(), asker.request().headers());
        return signed.map(then -> String.valueOf(Duration.between(then, now).toMillis())).orElse(null);
    }

    /** The bucket and key, decoded, as S3's examples of policies have them: no slash in front. */
    private String copySource() {
        String header = header("x-amz-copy-source");
        if (header == null) {
            return null;
        }
        String source = UriEncoding.decodePath(header.split("\\?", 2)[0]);
        return source.startsWith("/") ? source.substring(1) : source;
    }

    /** A presigned request need not say: its payload is not signed then. */
    private String contentSha256() {
        return Optional.ofNullable(header("x-amz-content-sha256"))
                .or(() -> Optional.ofNullable(parameter("X-Amz-Content-Sha256")))
                .orElse(isPresigned() ? "UNSIGNED-PAYLOAD" : null);
    }
}
