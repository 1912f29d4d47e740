package io.coffer.access;

import io.coffer.protocol.Permission;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list a request's headers ask for: {@code x-amz-acl}, or grants such as {@code x-amz-grant-read: id="...", uri="..."}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">S3 API Reference, PutBucketAcl</a>
 */
public final class AclHeaders {

    private static final String CANNED = "x-amz-acl";
    private static final Map<String, Permission> GRANTS = new LinkedHashMap<>();

    static {
        GRANTS.put("x-amz-grant-full-control", Permission.FULL_CONTROL);
        GRANTS.put("x-amz-grant-read", Permission.READ);
        GRANTS.put("x-amz-grant-read-acp", Permission.READ_ACP);
        GRANTS.put("x-amz-grant-write", Permission.WRITE);
        GRANTS.put("x-amz-grant-write-acp", Permission.WRITE_ACP);
    }

    private static final Pattern GRANTEE = Pattern.compile("\\s*(id|uri|emailAddress)\\s*=\\s*(?:\"([^\"]*)\"|([^\",\\s]*))\\s*");

    private AclHeaders() {}

    /** Whether the headers ask for a list. */
    public static boolean areIn(S3Headers headers) {
        return !canned(headers).isEmpty() || grantAnything(headers);
    }

    /** Whether the headers ask for a list other than the private one, which is a bucket's if none is asked for. */
    public static boolean areMoreThanPrivate(S3Headers headers) {
        return areIn(headers) && (grantAnything(headers) || !canned(headers).equals("private"));
    }

    private static String canned(S3Headers headers) {
        return headers.find(CANNED).orElse("");
    }

    private static boolean grantAnything(S3Headers headers) {
        return GRANTS.keySet().stream().anyMatch(headers::has);
    }

    /**
     * @param ownerCanonicalId whose full control a canned list begins with
     * @return empty if the headers ask for none
     * @throws S3Exception InvalidArgument, InvalidRequest for both forms at once, UnresolvableGrantByEmailAddress
     */
    public static Optional<AccessControlList> read(S3Headers headers, String ownerCanonicalId) {
        List<Grant> grants = new ArrayList<>();
        GRANTS.forEach((header, permission) -> headers.find(header).ifPresent(value -> {
            for (String one : value.split(",")) {
                grants.add(new Grant(grantee(header, one), permission));
            }
        }));
        Optional<CannedAcl> canned = Optional.of(canned(headers)).filter(name -> !name.isEmpty()).map(CannedAcl::named);
        if (canned.isPresent() && !grants.isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        return canned.isPresent()
                ? Optional.of(AccessControlList.of(canned.get(), ownerCanonicalId))
                : Optional.of(grants).filter(asked -> !asked.isEmpty()).map(AccessControlList::new);
    }

    private static Grantee grantee(String header, String text) {
        Matcher matcher = GRANTEE.matcher(text);
        if (!matcher.matches()) {
            throw S3Exception.invalidArgument(header, text, "Argument format not recognized");
        }
        String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        return switch (matcher.group(1)) {
            case "id" -> new Grantee(value);
            case "uri" -> group(value);
            default -> throw new S3Exception(S3ErrorCode.UNRESOLVABLE_GRANT);
        };
    }

    /** @throws S3Exception InvalidArgument for a group there is not */
    public static Grantee group(String uri) {
        Grantee group = new Grantee(uri);
        if (!group.isGroup()) {
            throw S3Exception.invalidArgument("CanonicalUser/ID or Group/URI", uri, "Invalid group uri");
        }
        return group;
    }
}
