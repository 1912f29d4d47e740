/** The command line: one class for each command, and the mixins of options that several share. */
package io.coffer.standalone.commands;
