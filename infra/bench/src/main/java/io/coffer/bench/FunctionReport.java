package io.coffer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a run of {@link FunctionBench} found; times are medians in milliseconds, as a client saw them. */
final class FunctionReport {

    /** The requests that are measured. */
    enum Operation {
        GET(Measured.OBJECTS), PUT(Measured.OBJECTS), HEAD(Measured.OBJECTS), LIST(Measured.LISTINGS);

        private final Measured measured;

        Operation(Measured measured) {
            this.measured = measured;
        }

        Measured measured() {
            return measured;
        }
    }

    /** One cold start, in milliseconds. */
    record Cold(double time, double processorTime) {}

    private final List<FunctionVariant> variants;
    private final Map<String, List<Cold>> cold = new HashMap<>();
    private final Map<String, Double> warm = new HashMap<>();
    private final Map<String, Long> memory = new HashMap<>();

    FunctionReport(List<FunctionVariant> variants) {
        this.variants = variants;
    }

    void cold(FunctionVariant variant, Measured measured, Cold start) {
        cold.computeIfAbsent(variant.name() + measured, key -> new ArrayList<>()).add(start);
    }

    void warm(FunctionVariant variant, Operation operation, long[] nanos) {
        warm.put(variant.name() + operation, Sample.of(nanos, Double.NaN, Double.NaN).p50Millis());
    }

    /** @param mib the process' resident set once it is warm */
    void memory(FunctionVariant variant, Measured measured, long mib) {
        memory.put(variant.name() + measured, mib);
    }

    /** Two Markdown tables. Cold starts: the time, the process' own processor time, and how many times the first variant's is as long. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| Cold start | `objects` | processor | | `listings` | processor | | zip | resident |\n" + "|---".repeat(9) + "|\n");
        for (FunctionVariant variant : variants) {
            text.append("| %s | %s | %s | %.0f MB | %s |\n".formatted(variant.name(), cells(variant, Measured.OBJECTS),
                    cells(variant, Measured.LISTINGS), zipMegabytes(variant), memory.get(variant.name() + Measured.OBJECTS) + " MiB"));
        }
        text.append("\n| Warm | GET 4 KiB | PUT 4 KiB | HEAD | list 100 |\n|---|---|---|---|---|\n");
        for (FunctionVariant variant : variants) {
            List<String> cells = Arrays.stream(Operation.values())
                    .map(operation -> warm.get(variant.name() + operation))
                    .map(millis -> millis == null ? "" : "%.1f ms".formatted(millis))
                    .toList();
            text.append("| %s | %s |\n".formatted(variant.name(), String.join(" | ", cells)));
        }
        return text.toString();
    }

    private String cells(FunctionVariant variant, Measured measured) {
        if (!cold.containsKey(variant.name() + measured)) {
            return " | | ";
        }
        double time = median(variant, measured, Cold::time);
        return "%.0f ms | %.0f ms | %.1f x".formatted(time, median(variant, measured, Cold::processorTime),
                median(variants.get(0), measured, Cold::time) / time);
    }

    private double median(FunctionVariant variant, Measured measured, ToDoubleFunction<Cold> value) {
        double[] sorted = cold.getOrDefault(variant.name() + measured, List.of()).stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double zipMegabytes(FunctionVariant variant) {
        try {
            return Files.size(variant.zips().get(Measured.OBJECTS.function())) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
