/** The socket on which a running server takes the commands of its operator. */
@NullMarked
package io.coffer.standalone.control;

import org.jspecify.annotations.NullMarked;
