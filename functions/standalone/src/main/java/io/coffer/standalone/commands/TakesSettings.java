package io.coffer.standalone.commands;

/** A command some of whose options are settings; {@link CommandLines} adds them. */
interface TakesSettings {

    SettingOptions settings();
}
