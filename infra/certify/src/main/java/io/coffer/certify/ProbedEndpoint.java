package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import io.coffer.proofs.wire.HttpEndpoint;
import io.coffer.proofs.wire.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The endpoint that a probe asks, and the bucket in which it does. */
final class ProbedEndpoint {

    private static final int PIECE = 8 << 10;

    private final Endpoint endpoint;
    private final HttpEndpoint signed;
    private final HttpClient unsigned = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final String bucket;

    ProbedEndpoint(Endpoint endpoint, String bucket) {
        this.endpoint = endpoint;
        this.signed = new HttpEndpoint(endpoint.uri(),
                new Signer(endpoint.accessKey(), endpoint.secretKey(), endpoint.region(), Clock.systemUTC()));
        this.bucket = bucket;
    }

    String bucket() {
        return bucket;
    }

    URI uri() {
        return endpoint.uri();
    }

    Call object(String method, String key) {
        return Call.of(method, bucket, key);
    }

    /** A request that is signed; no answer if the connection broke. */
    Answer send(Call call) {
        try {
            return signed.send(call);
        } catch (UncheckedIOException e) {
            return Answer.LOST;
        }
    }

    /** As {@link #send}, with a body that comes in pieces of 8 KiB, four a second. */
    Answer sendSlowly(Call call) {
        InputStream slow = new InputStream() {

            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("bytes are read in pieces");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (at == call.body().length) {
                    return -1;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(250);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
                int count = Math.min(Math.min(PIECE, length), call.body().length - at);
                System.arraycopy(call.body(), at, bytes, offset, count);
                at += count;
                return count;
            }
        };
        try {
            return signed.send(call, BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> slow), call.body().length));
        } catch (UncheckedIOException e) {
            return Answer.LOST;
        }
    }

    /** A request that nobody signed; no answer if the connection broke. */
    Answer sendUnsigned(String method, URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(40)).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = unsigned.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> told = new TreeMap<>();
            response.headers().map().forEach((name, values) -> told.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            return new Answer(response.statusCode(), told, response.body());
        } catch (IOException e) {
            return Answer.LOST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.LOST;
        }
    }

    /** An address of an object whose signature covers the type that the answer is to have. */
    URI presigned(String key, String type) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return URI.create(presigner.presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(object -> object.bucket(bucket).key(key).responseContentType(type))).url().toString());
        }
    }

    /** In a few words. */
    static String words(Answer answer) {
        if (answer.status() == 0) {
            return "no answer: the connection broke";
        }
        return (answer.status() + " " + (answer.status() < 300 ? "" : answer.code())).strip();
    }
}
