package io.coffer.testkit.front;

import java.net.URI;
import java.util.Map;

/**
 * An origin of a distribution.
 *
 * @param headers "custom headers", which it is sent with every request
 */
public record Origin(URI address, Map<String, String> headers) {}
