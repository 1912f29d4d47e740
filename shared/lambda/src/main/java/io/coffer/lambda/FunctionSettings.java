package io.coffer.lambda;

import io.coffer.metadata.Account;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Kind;
import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function's environment says: what every process of the installation is told, and what functions alone are. */
public final class FunctionSettings {

    private static final Setting<URI> STREAMING_ENDPOINT = Setting.optional("COFFER_STREAMING_ENDPOINT", Kind.url(), "",
            "Takes what a function cannot carry.");

    private static final Setting<String> FIRST_KEYS_SECRET = Setting.optional("COFFER_FIRST_KEYS_SECRET", Kind.text("NAME"), "",
            "The secret of Secrets Manager that keeps the first access key pair.");

    private static final Setting<Boolean> OPERATION_METRICS = Setting.of("COFFER_OPERATION_METRICS", Kind.flag(), "false",
            "Writes a line in CloudWatch's embedded metric format for each request.");

    /** A function is in the region that it serves, unless it is told another one. */
    private static final Setting<String> REGION = InstallationSettings.REGION.alsoFrom("AWS_REGION");

    /** Everything that is read; the templates are held to it. */
    public static final List<Setting<?>> ALL = all();

    private final Settings settings;

    private FunctionSettings(Settings settings) {
        this.settings = settings;
    }

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(InstallationSettings.ALL);
        all.replaceAll(setting -> setting.equals(InstallationSettings.REGION) ? REGION : setting);
        all.addAll(List.of(STREAMING_ENDPOINT, FIRST_KEYS_SECRET, OPERATION_METRICS));
        return List.copyOf(all);
    }

    /** @throws io.coffer.settings.InvalidSetting if a value is not of its kind */
    static FunctionSettings of(Map<String, String> environment) {
        return new FunctionSettings(Settings.of(ALL, environment));
    }

    Behaviour behaviour() {
        return Behaviour.of(settings);
    }

    /** What the names of the tables begin with. */
    String tablePrefix() {
        return settings.get(InstallationSettings.TABLE_PREFIX);
    }

    Duration bucketLease() {
        return settings.get(InstallationSettings.BUCKET_LEASE);
    }

    /** The most bytes that are kept with the metadata. */
    int smallLimit() {
        return settings.get(InstallationSettings.SMALL_OBJECT_BYTES);
    }

    /** The bucket that blobs go to; empty for functions that touch none. */
    Optional<String> blobBucket() {
        return settings.find(InstallationSettings.BLOB_BUCKET);
    }

    String blobPrefix() {
        return settings.get(InstallationSettings.BLOB_PREFIX);
    }

    /** Wraps the master key. */
    Optional<String> kmsKey() {
        return settings.find(InstallationSettings.KMS_KEY);
    }

    /** Wraps it if there is no KMS. */
    Optional<Path> masterKeyFile() {
        return settings.find(InstallationSettings.MASTER_KEY);
    }

    Optional<URI> streamingEndpoint() {
        return settings.find(STREAMING_ENDPOINT);
    }

    boolean operationMetrics() {
        return settings.get(OPERATION_METRICS);
    }

    Optional<URI> consoleUrl() {
        return settings.find(InstallationSettings.CONSOLE_URL);
    }

    /** After which uploads in progress are aborted; 0 for never. */
    Duration uploadAge() {
        return Duration.ofDays(settings.get(InstallationSettings.ABORT_UPLOADS_AFTER_DAYS));
    }

    Optional<String> firstKeysSecret() {
        return settings.find(FIRST_KEYS_SECRET);
    }

    /** How many requests of the account are answered in a second; null for any number. */
    @Nullable Integer rateOf(Account account) {
        Integer rate = settings.find(InstallationSettings.REQUESTS_PER_SECOND).orElse(account.limits().requestsPerSecond());
        return rate == null || rate == 0 ? null : rate;
    }
}
