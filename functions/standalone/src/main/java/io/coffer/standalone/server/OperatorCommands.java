package io.coffer.standalone.server;

import io.coffer.standalone.control.ControlSocket;

/** Carries out the commands that operators send to a running server, on what the server has open. */
public interface OperatorCommands {

    /** @param meanwhile takes what a long command tells before it ends */
    ControlSocket.Answer run(OpenInstallation installation, ControlSocket.Command command, ControlSocket.Meanwhile meanwhile);
}
