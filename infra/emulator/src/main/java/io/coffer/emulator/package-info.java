/** {@code ./coffer gateway}: the packaged functions behind an emulated API gateway, on one machine, for people. */
package io.coffer.emulator;
