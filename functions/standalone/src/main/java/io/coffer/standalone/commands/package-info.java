/** The command line: one class for each command, and the mixins of options that several share. */
@NullMarked
package io.coffer.standalone.commands;

import org.jspecify.annotations.NullMarked;
