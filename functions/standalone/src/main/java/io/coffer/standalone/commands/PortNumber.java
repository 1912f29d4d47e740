package io.coffer.standalone.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port, or 0 for any. */
final class PortNumber implements ITypeConverter<Integer> {

    private static final int MAX = 65_535;

    @Override
    public Integer convert(String given) {
        try {
            int number = Integer.parseInt(given);
            if (number >= 0 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new TypeConversionException("'" + given + "' is no port: ports are 0 to " + MAX + ", 0 for any that is free");
    }
}
