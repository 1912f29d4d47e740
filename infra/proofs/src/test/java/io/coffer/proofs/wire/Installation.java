package io.coffer.proofs.wire;

import io.coffer.auth.SecretSeal;
import io.coffer.blobs.BlobStore;
import io.coffer.fallback.EveryOperation;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.pipeline.Pipeline;
import io.coffer.pipeline.RequestObserver;
import io.coffer.pipeline.ResponseLimit;
import io.coffer.proofs.faults.Faults;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.http.S3Headers;
import io.coffer.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Coffer without a server: every operation over the tables and blobs that it is given. Objects up to {@link #SMALL} bytes lie beside the
 * metadata and parts may have {@link #PART} bytes, so that short contents take every road.
 */
public final class Installation implements Endpoint {

    public static final int SMALL = 16;
    public static final int PART = 8;
    public static final String REGION = "us-east-1";

    private static final URI ORIGIN = URI.create("http://localhost");
    public static final String ACCOUNT = "000000000000";
    public static final String ACCESS_KEY = "AKIAPROOFS";
    public static final String SECRET_KEY = "the secret of the proofs";
    private static final byte[] MASTER_KEY = new byte[32];

    private final Stores stores;
    private final Backend backend;
    private final Pipeline pipeline;
    private final Signer signer;

    private Installation(Stores stores, Backend backend, Clock clock) {
        this.stores = stores;
        this.backend = backend;
        this.pipeline = backend.pipeline(EveryOperation.of(backend), ResponseLimit.NONE, RequestObserver.NONE);
        this.signer = new Signer(ACCESS_KEY, SECRET_KEY, REGION, clock);
    }

    /** Makes the account whose requests are answered, if it is not there. */
    public static void openAccount(OrderedTables tables, Clock clock) {
        Stores stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent(ACCOUNT, "proofs", Plan.PRO);
        byte[] sealed = new SecretSeal(MASTER_KEY).seal(ACCESS_KEY, SECRET_KEY);
        stores.users().putKey(new AccessKeyRecord(ACCESS_KEY, ACCOUNT, null, sealed, true, clock.millis()), root -> { });
    }

    /** @param helpers runs what a request does beside its own thread */
    public static Installation over(OrderedTables tables, BlobStore blobs, ExecutorService helpers, Clock clock) {
        return over(Stores.over(tables, clock), blobs, helpers, clock);
    }

    /** As {@link #over(OrderedTables, BlobStore, ExecutorService, Clock)}. */
    public static Installation over(Stores stores, BlobStore blobs, ExecutorService helpers, Clock clock) {
        Behaviour behaviour = Behaviour.of(Settings.of(
                InstallationSettings.ALL, Map.of("COFFER_REGION", REGION, "COFFER_MIN_PART_SIZE", String.valueOf(PART))));
        Backend.Settings settings = new Backend.Settings(behaviour, true, SMALL, AllowedRates.ANY, Admission.OF_ALL);
        return new Installation(stores, new Backend(settings, stores, () -> blobs, MASTER_KEY, helpers, clock), clock);
    }

    public Stores stores() {
        return stores;
    }

    @Override
    public Answer send(Call call) {
        SdkHttpRequest signed = signer.sign(ORIGIN, call);
        S3Headers headers = new S3Headers();
        signed.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        headers.set("host", "localhost");
        String query = call.query().isEmpty() ? null : call.query();
        return send(new S3Request(call.method(), call.path(), query, headers, new QueryParameters(query),
                new ByteArrayInputStream(call.body()), false, "127.0.0.1"));
    }

    /** The response to a request as it is, its body still to be read. */
    public S3Response handle(S3Request request) {
        return pipeline.handle(request, backend.verifier()::verify);
    }

    /** Sends a request as it is: what is not signed is from nobody. */
    public Answer send(S3Request request) {
        S3Response response = handle(request);
        Map<String, String> told = new TreeMap<>();
        response.headers().forEach((name, value) -> told.put(name.toLowerCase(Locale.ROOT), value));
        try {
            byte[] body = request.method().equals("HEAD") ? new byte[0] : bytes(response.body());
            return new Answer(response.status(), told, body);
        } catch (IOException | UncheckedIOException | MetadataBusy | Faults.Broken e) {
            // The server would break the connection.
            return Answer.LOST;
        }
    }

    private static byte[] bytes(ResponseBody body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        write(body, all);
        if (body instanceof ResponseBody.Slices slices && all.size() != slices.length()) {
            throw new IOException(all.size() + " bytes instead of " + slices.length());
        }
        return all.toByteArray();
    }

    /** Writes a body as it is read. */
    public static void write(ResponseBody body, OutputStream to) throws IOException {
        if (body instanceof ResponseBody.Bytes document) {
            to.write(document.bytes());
        } else if (body instanceof ResponseBody.Slices slices) {
            while (slices.slices().hasNext()) {
                try (InputStream bytes = open(slices.slices().next())) {
                    bytes.transferTo(to);
                }
            }
        }
    }

    private static InputStream open(Slice slice) throws IOException {
        if (slice instanceof Slice.InFile file) {
            byte[] all = Files.readAllBytes(file.file());
            return new ByteArrayInputStream(all, (int) file.offset(), (int) file.length());
        }
        return ((Slice.InStream) slice).source().open();
    }
}
