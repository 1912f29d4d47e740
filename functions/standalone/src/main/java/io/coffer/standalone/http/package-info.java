/** The ports: a request's way from the socket to the pipeline, and its response's way back. */
package io.coffer.standalone.http;
