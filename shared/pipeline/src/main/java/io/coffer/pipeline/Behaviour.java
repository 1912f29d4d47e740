package io.coffer.pipeline;

import io.coffer.metadata.BucketNetwork;
import io.coffer.settings.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an installation is to behave, the same in its server and in its functions.
 *
 * @param region the region that requests are signed for
 * @param domain the endpoint's domain, in lower case, for virtual-hosted style; null for path style only
 * @param bucketNames whose rules the names of new buckets follow
 * @param network which network new buckets are on that say nothing of it
 * @param encrypted which objects are encrypted where they are stored
 * @param minPartSize in bytes, of every part except for an upload's last
 * @param lifecycleDay how long the days are that lifecycle rules count
 */
public record Behaviour(
        String region,
        @Nullable String domain,
        BucketNames bucketNames,
        BucketNetwork network,
        Encrypted encrypted,
        long minPartSize,
        Duration lifecycleDay) {

    /** Of an installation that is told nothing. */
    public static final Behaviour STANDARD = of(Settings.standard(InstallationSettings.ALL));

    public static Behaviour of(Settings settings) {
        return new Behaviour(
                settings.get(InstallationSettings.REGION), settings.find(InstallationSettings.DOMAIN).orElse(null),
                settings.get(InstallationSettings.BUCKET_NAMES), settings.get(InstallationSettings.NETWORK),
                settings.get(InstallationSettings.ENCRYPT), settings.get(InstallationSettings.MIN_PART_SIZE),
                settings.get(InstallationSettings.LIFECYCLE_DAY));
    }
}
