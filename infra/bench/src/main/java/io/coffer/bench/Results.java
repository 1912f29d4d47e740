package io.coffer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Every sample, by cell and by target. */
final class Results {

    private final Map<Cell, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

    void add(Target target, Cell cell, Sample sample) {
        samples.computeIfAbsent(cell, c -> new LinkedHashMap<>()).computeIfAbsent(target.name(), n -> new ArrayList<>()).add(sample);
    }

    /** In the order in which they were first measured. */
    Set<Cell> cells() {
        return samples.keySet();
    }

    /** The median of a value over the rounds. */
    double median(Cell cell, String target, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.getOrDefault(cell, Map.of()).getOrDefault(target, List.of()).stream()
                .mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
