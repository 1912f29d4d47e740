package io.coffer.settings;

/** What somebody said is no value of the setting; the message says which one, and what its values are. */
public final class InvalidSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidSetting(String message) {
        super(message);
    }
}
