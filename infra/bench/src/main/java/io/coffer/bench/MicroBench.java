package io.coffer.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./coffer bench micro}: what a request consists of, each piece by itself, measured by JMH in processes of its own. */
@Command(name = "micro", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Measures pieces of a request by themselves: signatures, the router, chunked bodies, checksums, records, documents.")
final class MicroBench implements Callable<Integer> {

    @Parameters(arity = "0..1", defaultValue = "io.coffer.bench.micro", paramLabel = "PATTERN",
            description = "A regular expression for the benchmarks to run (default: all).")
    private String pattern;

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds of a second, after two unmeasured ones"
            + " (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the results as JSON.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(pattern)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true);
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        new Runner(options.build()).run();
        return 0;
    }
}
