package io.coffer.standalone.commands;

import io.coffer.settings.InvalidSetting;
import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options of a command that are settings. What the command line does not say, the environment may. */
final class SettingOptions {

    private final List<Setting<?>> settings;

    SettingOptions(List<Setting<?>> settings) {
        this.settings = settings;
    }

    void addTo(CommandSpec command) {
        settings.forEach(setting -> command.addOption(option(setting)));
    }

    private OptionSpec option(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.option())
                .type(String.class)
                .paramLabel(setting.kind().label())
                .description(setting.help())
                .completionCandidates(setting.kind().words().isEmpty() ? null : setting.kind().words());
        return setting.isFlag() ? option.arity("0..1").fallbackValue("true").build() : option.arity("1").build();
    }

    /** @throws ParameterException if something that was said is not of its kind */
    Settings read(CommandSpec command, Map<String, String> environment) {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<String, String> given = new HashMap<>();
        settings.stream().map(Setting::option).filter(parsed::hasMatchedOption)
                .forEach(option -> given.put(option, parsed.matchedOptionValue(option, "")));
        try {
            return Settings.read(settings, given, environment);
        } catch (InvalidSetting e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
