package io.coffer.auth;

/** What a signing key is good for: {@code date/region/service/aws4_request}. */
record CredentialScope(String date, String region, String service) {

    static final String TERMINAL = "aws4_request";

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINAL;
    }
}
