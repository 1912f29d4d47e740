/** CloudFront's part, for tests and for {@code ./coffer gateway}: a function that chooses an origin, and a proxy that asks it. */
@NullMarked
package io.coffer.testkit.front;

import org.jspecify.annotations.NullMarked;
