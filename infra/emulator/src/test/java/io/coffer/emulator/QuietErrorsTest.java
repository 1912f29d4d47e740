package io.coffer.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuietErrorsTest {

    @Test
    void antlrsWarningIsLeftOutAndNothingElse() {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            QuietErrors.install();
            System.err.printf("ANTLR Tool version %s used for code generation%n", "4.10.1");
            System.err.printf("one %s, ", "line");
            System.err.print("and another");
        } finally {
            System.setErr(before);
        }
        assertEquals("one line, and another", bytes.toString(StandardCharsets.UTF_8));
    }
}
