package io.coffer.standalone;

/** The command line inside a running server, whose commands work on what the server has open. */
interface OfServer {

    OpenInstallation installation();
}
