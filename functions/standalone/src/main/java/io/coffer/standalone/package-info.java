/**
 * All operations in one process: the command line, the HTTP endpoints with their certificates, and the way of a request from the socket to
 * the pipeline and back.
 */
package io.coffer.standalone;
