package io.coffer.auth;

import io.coffer.protocol.FormFields;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;

/** Browsers' forms with the credentials of AWS's published examples. */
final class Forms {

    static final Instant SIGNED_AT = Instant.parse("2015-12-29T00:00:00Z");
    static final String SCOPE = "20151229/us-east-1/s3/aws4_request";
    static final String EXPIRATION = "2015-12-30T12:00:00.000Z";

    private Forms() {}

    static PostPolicyVerifier verifierAt(Instant now) {
        return new PostPolicyVerifier(Requests.CREDENTIALS, Set.of("us-east-1"), Clock.fixed(now, ZoneOffset.UTC),
                SignatureVersions.ALSO_2);
    }

    /** @param fields names and values in turn */
    static FormFields form(String... fields) {
        FormFields form = new FormFields();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return form;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A policy of these conditions that has not expired. */
    static String policy(String conditions) {
        return base64("{\"expiration\": \"" + EXPIRATION + "\", \"conditions\": [" + conditions + "]}");
    }

    /** Adds the fields of version 4 for a policy, the signature computed by hand as a client would. */
    static FormFields signedByVersion4(FormFields form, String policy) {
        CredentialScope scope = new CredentialScope("20151229", "us-east-1", "s3");
        String signature = SigningKey.derive(new SecretKey(Requests.SECRET), scope).sign(policy);
        return form.add("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .add("x-amz-credential", Requests.ACCESS_KEY_ID + "/" + SCOPE)
                .add("x-amz-date", "20151229T000000Z")
                .add("policy", policy)
                .add("x-amz-signature", signature);
    }

    /** Adds the fields of version 2 for a policy. */
    static FormFields signedByVersion2(FormFields form, String policy) {
        byte[] signature = new SecretKey(Requests.SECRET).version2Mac().doFinal(policy.getBytes(StandardCharsets.UTF_8));
        return form.add("AWSAccessKeyId", Requests.ACCESS_KEY_ID)
                .add("policy", policy)
                .add("signature", Base64.getEncoder().encodeToString(signature));
    }
}
