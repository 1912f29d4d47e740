package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Plan;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsAtRestTest {

    private static final Pattern SECRET = Pattern.compile("<SecretAccessKey>(.{40})</SecretAccessKey>");

    @Test
    void aSecretIsToldOnceAndStoredSealed(@TempDir Path directory) throws IOException {
        String secret;
        try (OrderedTables tables = EmbeddedTables.open(directory)) {
            Installation installation = new Installation(tables);
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.PRO);
            installation.call("Action=CreateUser&UserName=ThePersonWhoHoldsTheKey");
            String answer = installation.call("Action=CreateAccessKey&UserName=ThePersonWhoHoldsTheKey");
            Matcher told = SECRET.matcher(answer);
            assertTrue(told.find(), answer);
            secret = told.group(1);
            for (String action : List.of("ListAccessKeys", "GetUser")) {
                assertFalse(installation.call("Action=" + action + "&UserName=ThePersonWhoHoldsTheKey").contains(secret), action);
            }
        }
        assertTrue(isIn(directory, "ThePersonWhoHoldsTheKey"), "what is not sealed is found");
        assertFalse(isIn(directory, secret));
    }

    private static boolean isIn(Path directory, String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
