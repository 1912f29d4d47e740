/** The web console: its pages, the settings that they are told, and the function that serves both. */
@NullMarked
package io.coffer.console;

import org.jspecify.annotations.NullMarked;
