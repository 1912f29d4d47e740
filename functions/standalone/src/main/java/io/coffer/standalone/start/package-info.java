/** The start of a server: the instance is opened, the ports listen, the greeting is printed. */
@NullMarked
package io.coffer.standalone.start;

import org.jspecify.annotations.NullMarked;
