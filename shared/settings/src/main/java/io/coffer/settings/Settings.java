package io.coffer.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What a process was told. Every value is of its setting's kind. */
public final class Settings {

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** What holds if nobody says anything. */
    public static Settings standard(Collection<? extends Setting<?>> settings) {
        return read(settings, Map.of(), Map.of());
    }

    /** What an environment says. A variable that is blank says nothing. */
    public static Settings of(Collection<? extends Setting<?>> settings, Map<String, String> environment) {
        return read(settings, Map.of(), environment);
    }

    /**
     * @param options what the command line says, by the options' names; it goes before the environment
     * @throws InvalidSetting if something that is said is not of its kind
     */
    public static Settings read(
            Collection<? extends Setting<?>> settings, Map<String, String> options, Map<String, String> environment) {
        Map<String, Object> values = new HashMap<>();
        for (Setting<?> setting : settings) {
            value(setting, options, environment).ifPresent(value -> values.put(setting.variable(), value));
        }
        return new Settings(values);
    }

    private static Optional<Object> value(Setting<?> setting, Map<String, String> options, Map<String, String> environment) {
        String option = options.get(setting.option());
        if (option != null) {
            return Optional.of(setting.read(setting.option(), option));
        }
        Optional<String> variable = setting.variables().stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).findFirst();
        return variable
                .<Object>map(name -> setting.read(name, environment.getOrDefault(name, "")))
                .or(() -> setting.standard().map(text -> setting.read(setting.option(), text)));
    }

    /**
     * The value of a setting that has one if nobody says it.
     *
     * @throws NoSuchElementException if it has none
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new NoSuchElementException(setting.variable()));
    }

    /** What was said; empty if nothing was. */
    @SuppressWarnings("unchecked") // A value was read by the setting of that name.
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting.variable()));
    }

    /** The variables of settings, in their order. */
    public static List<String> variables(Collection<? extends Setting<?>> settings) {
        return settings.stream().<String>map(Setting::variable).toList();
    }
}
