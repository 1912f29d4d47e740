package io.coffer.standalone.server;

import io.coffer.standalone.control.ControlSocket;

/** Carries out the commands that operators send to a running server, on what the server has open. */
public interface OperatorCommands {

    ControlSocket.Answer run(OpenInstallation installation, ControlSocket.Command command);
}
