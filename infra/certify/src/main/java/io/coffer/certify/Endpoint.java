package io.coffer.certify;

import java.net.URI;

/** An S3 and the key pair for it. */
record Endpoint(String title, URI uri, String region, String accessKey, String secretKey) {

    String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
