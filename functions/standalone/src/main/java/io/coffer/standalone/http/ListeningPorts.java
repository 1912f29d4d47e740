package io.coffer.standalone.http;

import io.coffer.standalone.server.ServeOptions;
import jakarta.inject.Singleton;

/** The ports of S3's address: those that were asked for; or those that the system has chosen, if 0 was. */
@Singleton
public final class ListeningPorts {

    private volatile int http;
    private volatile int https;

    ListeningPorts(ServeOptions options) {
        this.http = options.port();
        this.https = options.tlsPort();
    }

    /** Both have been taken. */
    void are(int plain, int tls) {
        http = plain;
        https = tls;
    }

    /** Of plain HTTP. */
    public int http() {
        return http;
    }

    /** Of HTTPS. */
    public int https() {
        return https;
    }
}
