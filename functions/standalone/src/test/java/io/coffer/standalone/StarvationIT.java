package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients that begin and do not go on, more of them than a server once had threads, while one client works. */
final class StarvationIT {

    private static final int STRANGERS = 300;
    private static final int LARGE = 4 << 20;

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static S3Client s3;
    private final List<RawConnection> strangers = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = ServerProcess.start(data, Map.of("COFFER_ENCRYPT", "all"), List.of());
        s3 = SdkClients.to(server);
        s3.createBucket(r -> r.bucket("bucket"));
        // Encrypted bytes are read by the server's own threads.
        s3.putObject(r -> r.bucket("bucket").key("large"), RequestBody.fromBytes(new byte[LARGE]));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    @AfterEach
    void leave() throws IOException {
        for (RawConnection stranger : strangers) {
            stranger.close();
        }
    }

    /** What a stranger sends before it falls silent. */
    private enum Beginning {
        HEAD {
            @Override
            String[] lines() {
                return new String[] {"GET /bucket/large HTTP/1.1", "Host: localhost"};
            }
        },
        SMALL_BODY {
            @Override
            String[] lines() {
                return new String[] {"PUT /bucket/key HTTP/1.1", "Host: localhost", "Content-Length: 1000", "", "a"};
            }
        },
        QUERY {
            @Override
            String[] lines() {
                return new String[] {"POST / HTTP/1.1", "Host: localhost", "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 100000", "", "Action="};
            }
        },
        KEYS_TO_DELETE {
            @Override
            String[] lines() {
                return new String[] {"POST /bucket?delete HTTP/1.1", "Host: localhost", "Content-Length: 100000",
                    "Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", "", "<Delete>"};
            }
        },
        TAGS {
            @Override
            String[] lines() {
                return new String[] {"PUT /bucket/large?tagging HTTP/1.1", "Host: localhost", "Content-Length: 100000", "", "<Tagging>"};
            }
        },
        FORM {
            @Override
            String[] lines() {
                return new String[] {"POST /bucket HTTP/1.1", "Host: localhost", "Content-Type: multipart/form-data; boundary=b",
                    "Content-Length: 100000", "", "--b", "Content-Disposition: form-data; name=\"key\"", "", "a"};
            }
        },
        SIGNED_UPLOAD {
            @Override
            String[] lines() {
                return signed("PUT", "Content-Length: 10000000");
            }
        },
        SIGNED_DOWNLOAD {
            @Override
            String[] lines() {
                return signed("GET", "Accept: */*");
            }
        };

        abstract String[] lines();

        static String[] signed(String method, String header) {
            URI target = presigned(method);
            return new String[] {method + " " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1",
                "Host: " + target.getAuthority(), header, "", method.equals("PUT") ? "a" : ""};
        }

        private static URI presigned(String method) {
            try (S3Presigner presigner = SdkClients.presignerFor(server)) {
                Duration validity = Duration.ofMinutes(10);
                return URI.create((method.equals("PUT")
                        ? presigner.presignPutObject(put -> put
                                .signatureDuration(validity).putObjectRequest(r -> r.bucket("bucket").key("slow"))).url()
                        : presigner.presignGetObject(get -> get
                                .signatureDuration(validity).getObjectRequest(r -> r.bucket("bucket").key("large"))).url()).toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsThatFallSilentKeepNobodyWaiting(Beginning beginning) throws IOException {
        String[] lines = beginning.lines();
        for (int i = 0; i < STRANGERS; i++) {
            RawConnection stranger = new RawConnection(server.port());
            strangers.add(stranger);
            stranger.send(lines);
        }
        for (int i = 0; i < 10; i++) {
            String key = "key-" + i;
            s3.putObject(r -> r.bucket("bucket").key(key), RequestBody.fromString(key));
            assertEquals(key, s3.getObjectAsBytes(r -> r.bucket("bucket").key(key)).asUtf8String());
        }
        assertEquals(LARGE, s3.getObjectAsBytes(r -> r.bucket("bucket").key("large")).asByteArray().length);
    }

    /** Each is refused by what stands in the head; the body that was announced is not waited for. */
    @ParameterizedTest
    @EnumSource(names = {"QUERY", "KEYS_TO_DELETE", "TAGS"})
    void whoMayDoNothingIsRefusedBeforeTheBody(Beginning beginning) throws IOException {
        try (RawConnection stranger = new RawConnection(server.port())) {
            stranger.send(beginning.lines());
            String head = stranger.readHead();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
        }
    }

    @Test
    void strangersDoNotUseUpTheRateOfTheBucketsOwner(@TempDir Path limited) throws IOException {
        try (ServerProcess five = ServerProcess.start(limited, Map.of("COFFER_REQUESTS_PER_SECOND", "5"), List.of());
                S3Client owner = SdkClients.to(five);
                RawConnection stranger = new RawConnection(five.port())) {
            owner.createBucket(r -> r.bucket("private"));
            for (int i = 0; i < 50; i++) {
                stranger.send("GET /private/key HTTP/1.1", "Host: localhost", "");
                String head = stranger.readHead();
                assertTrue(head.startsWith(i < 10 ? "HTTP/1.1 403 " : "HTTP/1.1 "), head);
                stranger.readBody(head);
            }
            try (S3Presigner presigner = SdkClients.presignerFor(five)) {
                URI missing = URI.create(presigner.presignGetObject(
                        p -> p.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(r -> r.bucket("private").key("missing"))).url()
                        .toString());
                stranger.send("GET " + missing.getRawPath() + "?" + missing.getRawQuery() + " HTTP/1.1",
                        "Host: " + missing.getAuthority(), "");
                String head = stranger.readHead();
                assertTrue(head.startsWith("HTTP/1.1 404 "), head);
            }
        }
    }
}
