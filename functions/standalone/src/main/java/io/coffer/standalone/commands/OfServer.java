package io.coffer.standalone.commands;

import io.coffer.standalone.server.OpenInstallation;

/** The command line inside a running server, whose commands work on what the server has open. */
interface OfServer {

    OpenInstallation installation();
}
