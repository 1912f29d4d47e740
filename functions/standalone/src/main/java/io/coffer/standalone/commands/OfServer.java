package io.coffer.standalone.commands;

import io.coffer.standalone.server.OpenInstallation;
import java.util.Map;

/** The command line inside a running server, whose commands work on what the server has open. */
interface OfServer {

    OpenInstallation installation();

    /** The variables of whoever gave the command that name clouds and credentials. */
    Map<String, String> environment();
}
