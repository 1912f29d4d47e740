/** The web console: pages, and the way to them. */
package io.coffer.console;
