package io.coffer.standalone.commands;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.RootKeys;
import io.coffer.accounts.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients of an import's two ends. Both use path style, which every S3 endpoint understands. */
final class ImportClients {

    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    private final Optional<TrustManager[]> trust;

    /**
     * @param authority to trust beside Java's own
     * @param connections how many to an endpoint are kept for the next request
     */
    ImportClients(Optional<Path> authority, int connections) {
        this.trust = authority.map(ImportClients::trusting);
        System.setProperty("http.maxConnections", String.valueOf(connections));
    }

    S3Client source(URI endpoint, String region, Optional<String> profile) {
        return client(endpoint, region, profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    }

    S3Client target(URI endpoint, String region, Optional<String> profile, Supplier<Path> data) {
        return client(endpoint, region, profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create).orElseGet(() -> {
            Optional<AccessKeyPair> known = RootKeys.preset(System.getenv()).or(() -> RootKeys.kept(data.get()));
            AccessKeyPair pair = known.orElseThrow(() -> new StartFailure(
                    "the target's keys are missing: set COFFER_ACCESS_KEY and COFFER_SECRET_KEY, or --to-profile, or --data"));
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey()));
        }));
    }

    private S3Client client(URI endpoint, String region, AwsCredentialsProvider credentials) {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .socketTimeout(SOCKET_TIMEOUT)
                .connectionTimeout(CONNECTION_TIMEOUT);
        trust.ifPresent(managers -> http.tlsTrustManagersProvider(() -> managers));
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .httpClientBuilder(http)
                .build();
    }

    private static TrustManager[] trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            List<Certificate> trusted = new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager own) {
                    trusted.addAll(List.<X509Certificate>of(own.getAcceptedIssuers()));
                }
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : trusted) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
            return managers(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("cannot read the certificates in " + file + ": " + e.getMessage());
        }
    }

    /** @param store null for what Java trusts */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
