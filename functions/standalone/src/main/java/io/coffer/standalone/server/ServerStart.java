package io.coffer.standalone.server;

import io.coffer.standalone.tls.TlsFiles;

/**
 * What the command line found out before a server starts.
 *
 * @param isFirst whether the data directory was made by this start
 * @param commands carries out what operators send to the running server
 */
public record ServerStart(ServeOptions options, TlsFiles tls, boolean isFirst, OperatorCommands commands, Stopping stopping) {}
