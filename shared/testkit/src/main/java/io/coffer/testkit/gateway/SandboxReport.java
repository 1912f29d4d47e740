package io.coffer.testkit.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox as it is now.
 *
 * @param pid of its process; -1 before it has one
 * @param initialization from its creation to its first call for work; null before
 * @param invocations answered so far, well or not
 */
public record SandboxReport(long pid, @Nullable Duration initialization, int invocations) {}
