package io.coffer.auth;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a request says of its own signature, nothing of it verified.
 *
 * @param signedHeaders in lower case and in order
 * @param signature in hex
 */
record SignatureClaim(AuthPlace place, Credential credential, List<String> signedHeaders, String signature, SigningTime time) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** The names of a SignedHeaders component: {@code host;range;x-amz-date}. */
    static List<String> headerNames(String signedHeaders) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : signedHeaders.split(";")) {
            if (!name.isBlank()) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(names);
    }

    String stringToSign(byte[] canonicalRequest) {
        return ALGORITHM + "\n" + time.timestamp() + "\n" + credential.scope() + "\n" + Sha256.hexOf(canonicalRequest);
    }
}
