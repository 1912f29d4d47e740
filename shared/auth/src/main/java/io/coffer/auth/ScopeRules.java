package io.coffer.auth;

import io.coffer.protocol.errors.S3Exception;
import java.util.Set;

/**
 * Which credential scopes an endpoint takes.
 *
 * @param service the name requests to the endpoint are signed for, {@code s3}
 * @param region the endpoint's own region, which a refusal names
 * @param regions every region that is accepted besides {@code auto}
 */
record ScopeRules(String service, String region, Set<String> regions) {

    /** Clients of S3-compatible stores that have no regions sign for this one. */
    private static final String ANY_REGION = "auto";

    /**
     * @throws S3Exception the place's malformed error; of a wrong region with the right one, in a header, too: an answer to HEAD has no
     *     body, and SDKs sign again for the region that the header says
     */
    void require(CredentialScope scope, SigningTime time, AuthPlace place) {
        if (!scope.date().equals(time.date())) {
            throw place.malformedCredential("Invalid credential date \"" + scope.date()
                    + "\". This date is not the same as X-Amz-Date: \"" + time.date() + "\".");
        }
        if (!regions.contains(scope.region()) && !scope.region().equals(ANY_REGION)) {
            throw place.malformedCredential("the region '" + scope.region() + "' is wrong; expecting '" + region + "'")
                    .with("Region", region)
                    .withHeader("x-amz-bucket-region", region);
        }
        if (!scope.service().equals(service)) {
            throw place.malformedCredential("incorrect service \"" + scope.service() + "\". This endpoint belongs to \"" + service + "\".");
        }
    }
}
