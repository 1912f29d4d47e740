/** Packs the server into a container image, without Docker. */
package io.coffer.distribution;
