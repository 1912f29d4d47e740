/** The web console: its pages, the settings that they are told, and the function that serves both. */
package io.coffer.console;
