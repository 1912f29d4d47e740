package io.coffer.pipeline;

import io.coffer.access.ConditionKeys;
import io.coffer.access.Principal;
import io.coffer.auth.Authentication;
import io.coffer.metadata.Upload;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.UriEncoding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request has for the condition keys of policies: what was verified of it, and what takes effect. What an operation does not look at
 * is not there.
 *
 * @param versionId null if no version is named
 * @param resourceAccount the account that owns what it is about, or would own it
 * @param existingTags the tags that the object has; may cost a read
 * @param upload the upload that the request goes on with; may cost a read
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">Amazon S3 User Guide, Policy condition
 *     keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">S3 API Reference, Policy keys for
 *     Signature Version 4</a>
 */
record ConditionValues(
        RequestContext context,
        Principal principal,
        String resourceAccount,
        @Nullable String versionId,
        Supplier<Map<String, String>> existingTags,
        Supplier<Optional<Upload>> upload,
        Instant now) implements Function<String, List<String>> {

    private static final Set<S3Operation> LISTINGS =
            EnumSet.of(S3Operation.LIST_OBJECTS, S3Operation.LIST_OBJECTS_V2, S3Operation.LIST_OBJECT_VERSIONS);
    private static final Set<S3Operation> CREATE_OBJECTS = EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.POST_OBJECT,
            S3Operation.COPY_OBJECT, S3Operation.COMPLETE_MULTIPART_UPLOAD);

    @Override
    public List<String> apply(String key) {
        if (context.told().containsKey(key)) {
            return one(context.told().get(key));
        }
        if (ConditionHeaders.has(key)) {
            return one(ofHeaders(key));
        }
        if (key.startsWith(ConditionKeys.EXISTING_OBJECT_TAG)) {
            return one(existingTags.get().get(key.substring(ConditionKeys.EXISTING_OBJECT_TAG.length())));
        }
        if (key.startsWith(ConditionKeys.REQUEST_OBJECT_TAG)) {
            return one(tags().get(key.substring(ConditionKeys.REQUEST_OBJECT_TAG.length())));
        }
        return switch (key) {
            case ConditionKeys.CURRENT_TIME -> one(now.truncatedTo(ChronoUnit.SECONDS).toString());
            case ConditionKeys.EPOCH_TIME -> one(String.valueOf(now.getEpochSecond()));
            case ConditionKeys.PRINCIPAL_ACCOUNT -> one(principal.accountId());
            case ConditionKeys.PRINCIPAL_ARN -> one(principal.arn());
            case ConditionKeys.USER_ID -> one(principal.isAnonymous() ? "anonymous" : principal.id());
            case ConditionKeys.USER_NAME -> one(principal.userName());
            case ConditionKeys.REFERER -> one(header("referer"));
            case ConditionKeys.USER_AGENT -> one(header("user-agent"));
            case ConditionKeys.SECURE_TRANSPORT -> one(String.valueOf(context.request().secure()));
            case ConditionKeys.SOURCE_IP -> one(context.request().remoteAddress());
            case ConditionKeys.AUTH_TYPE -> one(signature(Authentication::type));
            case ConditionKeys.SIGNATURE_VERSION -> one(signature(Authentication::version));
            case ConditionKeys.SIGNATURE_AGE -> one(signatureAge());
            case ConditionKeys.CONTENT_SHA256 -> one(signature(Authentication::contentSha256));
            case ConditionKeys.RESOURCE_ACCOUNT -> one(resourceAccount);
            case ConditionKeys.PREFIX -> one(parameter("prefix"));
            case ConditionKeys.DELIMITER -> one(parameter("delimiter"));
            case ConditionKeys.MAX_KEYS -> one(parameter("max-keys"));
            case ConditionKeys.VERSION_ID -> one(versionId);
            case ConditionKeys.REQUEST_OBJECT_TAG_KEYS -> List.copyOf(tags().keySet());
            case ConditionKeys.OBJECT_CREATION_OPERATION -> one(String.valueOf(CREATE_OBJECTS.contains(context.operation())));
            default -> List.of();
        };
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private @Nullable String header(String name) {
        return context.request().header(name);
    }

    /** What a listing looks at, which nothing else does. */
    private @Nullable String parameter(String name) {
        return LISTINGS.contains(context.operation()) ? context.request().parameter(name) : null;
    }

    /** Something of the signature, which other services tell nothing of. */
    private <T> @Nullable T signature(Function<Authentication, @Nullable T> part) {
        Authentication authentication = context.authentication();
        return authentication == null ? null : part.apply(authentication);
    }

    private @Nullable String signatureAge() {
        Instant signed = signature(Authentication::signed);
        return signed == null ? null : String.valueOf(Duration.between(signed, now).toMillis());
    }

    private boolean goesOnWithUpload() {
        return ConditionHeaders.OF_UPLOADS.contains(context.operation());
    }

    private Map<String, String> tags() {
        return goesOnWithUpload() ? upload.get().map(Upload::tags).orElse(Map.of()) : context.tags().get().tags();
    }

    private @Nullable String ofHeaders(String key) {
        if (goesOnWithUpload() && ConditionHeaders.isOfCreation(key)) {
            return upload.get().map(found -> found.asked().get(key)).orElse(null);
        }
        String value = ConditionHeaders.value(key, context.operation(), context.request().headers());
        return value != null && key.equals(ConditionKeys.COPY_SOURCE) ? copySource(value) : value;
    }

    /** The bucket and key, decoded, as S3's examples of policies have them: no slash in front. */
    private static String copySource(String header) {
        String source = UriEncoding.decodePath(header.split("\\?", 2)[0]);
        return source.startsWith("/") ? source.substring(1) : source;
    }
}
