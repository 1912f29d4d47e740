/** The ports: a request's way from the socket to the pipeline, and its response's way back. */
@NullMarked
package io.coffer.standalone.http;

import org.jspecify.annotations.NullMarked;
