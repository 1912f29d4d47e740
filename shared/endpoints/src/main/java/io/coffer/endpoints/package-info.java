/** What client tests have in common: the endpoints that they run at, clients of them, and every operation in the process of the tests. */
@NullMarked
package io.coffer.endpoints;

import org.jspecify.annotations.NullMarked;
