package io.coffer.accounts;

import io.coffer.metadata.Ids;
import io.coffer.settings.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first access key pair, kept in the data directory as an AWS shared credentials file that only its owner can read, so that
 * {@code AWS_SHARED_CREDENTIALS_FILE} can name it.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs Reference, credentials files</a>
 */
public final class RootKeys {

    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    private RootKeys() {}

    public static Path file(Path data) {
        return data.resolve("credentials");
    }

    /**
     * The pair that the environment presets, in {@code COFFER_ACCESS_KEY} and {@code COFFER_SECRET_KEY}.
     *
     * @throws StartFailure if it has only one of them, or an id that no signature can name
     */
    public static Optional<AccessKeyPair> preset(Map<String, String> environment) {
        Optional<String> id = Variables.given(environment, "COFFER_ACCESS_KEY");
        Optional<String> secret = Variables.given(environment, "COFFER_SECRET_KEY");
        if (id.isPresent() != secret.isPresent()) {
            throw new StartFailure("COFFER_ACCESS_KEY and COFFER_SECRET_KEY go together");
        }
        return id.map(known -> AccessKeyPair.chosen("COFFER_ACCESS_KEY", known, secret.get()));
    }

    /**
     * The pair the environment presets, or the one kept, or a fresh one; kept from now on.
     *
     * @throws StartFailure if the environment has only half of one
     */
    public static Opened open(Path data, Map<String, String> environment) {
        Optional<AccessKeyPair> kept = kept(data);
        Optional<AccessKeyPair> preset = preset(environment);
        AccessKeyPair keys = preset.or(() -> kept).orElseGet(RootKeys::fresh);
        if (!Optional.of(keys).equals(kept)) {
            keep(data, keys);
        }
        return new Opened(keys, preset.isEmpty() && kept.isPresent());
    }

    /**
     * The pair of a start.
     *
     * @param kept whether it is an earlier start's, and nobody presets it now
     */
    public record Opened(AccessKeyPair pair, boolean kept) {}

    /** The pair of an earlier start, if there was one. */
    public static Optional<AccessKeyPair> kept(Path data) {
        Path file = file(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            String id = value(lines, ID);
            String secret = value(lines, SECRET);
            if (id == null || secret == null) {
                throw new StartFailure(file + " holds no access key pair");
            }
            return Optional.of(new AccessKeyPair(id, secret));
        } catch (IOException e) {
            throw new StartFailure("cannot read " + file + ": " + e.getMessage());
        }
    }

    /**
     * The pair of an earlier start as {@code ./coffer keys} prints it.
     *
     * @throws StartFailure if there was none
     */
    public static List<String> shown(Path data) {
        AccessKeyPair keys = kept(data).orElseThrow(() ->
                new StartFailure("no access keys in " + data + ": ./coffer serve makes them at its first start"));
        return List.of("Access key ID      " + keys.accessKeyId(), "Secret access key  " + keys.secretAccessKey());
    }

    private static @Nullable String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name) && line.indexOf('=') > 0)
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    public static void keep(Path data, AccessKeyPair keys) {
        String profile = "[default]\n%s = %s\n%s = %s\n".formatted(ID, keys.accessKeyId(), SECRET, keys.secretAccessKey());
        try {
            PrivateFile.write(file(data), profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh pair in the form AWS gives them: {@code AKIA} and 16 characters, and 40 characters of secret. */
    public static AccessKeyPair fresh() {
        byte[] secret = new byte[30];
        new SecureRandom().nextBytes(secret);
        return new AccessKeyPair(Ids.ofIam("AKIA", 16), Base64.getEncoder().encodeToString(secret));
    }
}
