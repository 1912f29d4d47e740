/** {@code ./coffer gateway}: the packaged functions behind an emulated API gateway, on one machine, for people. */
@NullMarked
package io.coffer.emulator;

import org.jspecify.annotations.NullMarked;
