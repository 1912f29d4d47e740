/**
 * A function's way between the API gateway and the operations: events become requests byte for byte, answers become what the gateway can
 * carry, and the environment says which tables, bucket and key the function works with.
 */
@NullMarked
package io.coffer.lambda;

import org.jspecify.annotations.NullMarked;
