package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.access.Grant;
import io.coffer.access.Grantee;
import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.protocol.Permission;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.AccessControlPolicy;
import io.coffer.protocol.xml.AccessControlPolicy.Grants;
import io.coffer.protocol.xml.Owner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Access control lists as requests ask for them and as documents show them; grantees must be accounts or groups there are. */
public final class AccessControlLists {

    private static final String CANONICAL_USER = "CanonicalUser";
    private static final String GROUP = "Group";
    /** S3 User Guide, ACL overview: the most grants of one list. */
    private static final int MAX_GRANTS = 100;

    private final AccountStore accounts;
    private final AccessSettings settings;

    public AccessControlLists(AccountStore accounts, AccessSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** A bucket's list, as it is enforced, as a document: a read of the owner, two of each other account it names. */
    public AccessControlPolicy document(Bucket bucket) {
        List<AccessControlPolicy.Grant> grants = settings.accessControlList(bucket).grants().stream()
                .map(grant -> new AccessControlPolicy.Grant(shown(grant.grantee()), grant.permission().name()))
                .toList();
        return new AccessControlPolicy(Owners.of(accounts, bucket.accountId()), new Grants(grants));
    }

    private AccessControlPolicy.Grantee shown(Grantee grantee) {
        if (grantee.isGroup()) {
            return new AccessControlPolicy.Grantee(GROUP, null, null, grantee.id(), null);
        }
        String name = accounts.findByCanonicalId(grantee.id()).map(Account::displayName).orElse(null);
        return new AccessControlPolicy.Grantee(CANONICAL_USER, grantee.id(), name, null, null);
    }

    /**
     * The list a call puts, by header or as a document.
     *
     * @param owner whose bucket it is
     * @throws S3Exception InvalidArgument, InvalidRequest, MalformedACLError, MissingSecurityHeader if it names none, UnexpectedContent
     *     where it names two, UnresolvableGrantByEmailAddress
     */
    public AccessControlList requested(Call call, Account owner) throws IOException {
        Optional<AccessControlList> inHeaders = AclHeaders.read(call.headers(), owner.canonicalId());
        Optional<AccessControlList> inBody = document(call).map(document -> read(document, owner));
        if (inHeaders.isPresent() && inBody.isPresent()) {
            throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT);
        }
        AccessControlList list = inHeaders.or(() -> inBody).orElseThrow(() ->
                new S3Exception(S3ErrorCode.MISSING_SECURITY_HEADER).with("MissingHeaderName", "x-amz-acl"));
        requireKnown(list, owner);
        return list;
    }

    private static Optional<AccessControlPolicy> document(Call call) throws IOException {
        try {
            return call.document(AccessControlPolicy.class);
        } catch (S3Exception e) {
            throw e.code() == S3ErrorCode.MALFORMED_XML ? new S3Exception(S3ErrorCode.MALFORMED_ACL) : e;
        }
    }

    private static AccessControlList read(AccessControlPolicy document, Account owner) {
        Owner named = document.owner();
        if (named != null && named.id() != null && !named.id().equals(owner.canonicalId())) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        if (document.accessControlList() == null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
        }
        List<AccessControlPolicy.Grant> grants = document.accessControlList().grants();
        return new AccessControlList(grants == null ? List.of() : grants.stream().map(AccessControlLists::read).toList());
    }

    private static Grant read(AccessControlPolicy.Grant grant) {
        if (grant == null || grant.grantee() == null || grant.grantee().type() == null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
        }
        Permission permission = Arrays.stream(Permission.values())
                .filter(one -> one.name().equals(grant.permission()))
                .findFirst()
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_ACL));
        return new Grant(read(grant.grantee()), permission);
    }

    private static Grantee read(AccessControlPolicy.Grantee grantee) {
        return switch (Objects.requireNonNullElse(grantee.type(), "")) {
            case CANONICAL_USER -> new Grantee(grantee.id() == null ? "" : grantee.id().trim());
            case GROUP -> AclHeaders.group(grantee.uri() == null ? "" : grantee.uri().trim());
            case "AmazonCustomerByEmail" -> throw new S3Exception(S3ErrorCode.UNRESOLVABLE_GRANT);
            default -> throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
        };
    }

    /**
     * Two reads for each account except the owner.
     *
     * @throws S3Exception InvalidArgument if the list names an account there is not, or has too many lines
     */
    public void requireKnown(AccessControlList list, Account owner) {
        if (list.grants().size() > MAX_GRANTS) {
            throw new S3Exception(S3ErrorCode.MALFORMED_ACL);
        }
        list.grants().stream()
                .map(Grant::grantee)
                .distinct()
                .filter(grantee -> !grantee.isGroup() && !grantee.id().equals(owner.canonicalId()))
                .filter(grantee -> accounts.findByCanonicalId(grantee.id()).isEmpty())
                .findFirst()
                .ifPresent(grantee -> {
                    throw S3Exception.invalidArgument("CanonicalUser/ID", grantee.id(), "Invalid id");
                });
    }

    /** The account that owns a bucket: one read. */
    public Account owner(Bucket bucket) {
        return accounts.find(bucket.accountId()).orElseThrow(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
    }
}
