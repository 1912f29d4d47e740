package io.coffer.emulator;

import java.io.PrintStream;

/**
 * Standard error without a warning that nobody can act on: DynamoDB Local's parser was made by another version of ANTLR than the one that
 * runs it, and ANTLR says so for each parser.
 */
final class QuietErrors extends PrintStream {

    private static final String ANTLR = "ANTLR ";

    private QuietErrors(PrintStream errors) {
        super(errors, true);
    }

    /** From now on, for the whole process. */
    static void install() {
        System.setErr(new QuietErrors(System.err));
    }

    @Override
    public PrintStream printf(String format, Object... arguments) {
        return format.startsWith(ANTLR) ? this : super.printf(format, arguments);
    }
}
