package io.coffer.standalone.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsFileTest {

    @TempDir
    Path directory;

    private List<AccountsFile.Entry> read(String text) throws IOException {
        return AccountsFile.read(Files.writeString(directory.resolve("accounts"), text));
    }

    @Test
    void eachProfileIsAnAccount() throws IOException {
        assertEquals(
                List.of(new AccountsFile.Entry("111122223333", "alice", new AccessKeyPair("AKIAALICE", "alicesecret")),
                        new AccountsFile.Entry("444455556666", "bob", new AccessKeyPair("AKIABOB", "bobsecret"))),
                read("""
                        [alice]
                        aws_account_id = 111122223333
                        aws_access_key_id = AKIAALICE
                        aws_secret_access_key = alicesecret
                        # and another
                        [bob]
                        aws_account_id=444455556666
                        aws_access_key_id=AKIABOB
                        aws_secret_access_key=bobsecret
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[alice]\naws_access_key_id = A\naws_secret_access_key = s\n",
        "[alice]\naws_account_id = 1\naws_access_key_id = A\naws_secret_access_key = s\n",
        "[alice]\naws_account_id = 000000000000\naws_access_key_id = A\naws_secret_access_key = s\n",
        "[alice]\naws_account_id = 111122223333\naws_secret_access_key = s\n",
        "[alice]\naws_account_id = 111122223333\naws_access_key_id = A\n",
        "[alice]\naws_account_id = 111122223333\naws_access_key_id = A\naws_secret_access_key =\n",
        "[alice]\naws_account_id = 111122223333\naws_access_key_id =\naws_secret_access_key = s\n",
        "[alice]\naws_account_id = 111122223333\naws_access_key_id = A/B\naws_secret_access_key = s\n",
        "no profile"})
    void whatIsMissingIsNamedAndNothingStarts(String text) {
        assertThrows(StartFailure.class, () -> read(text));
    }

    @Test
    void aFileThatIsNotThereIsNoEmptyOne() {
        assertThrows(StartFailure.class, () -> AccountsFile.read(directory.resolve("missing")));
    }
}
