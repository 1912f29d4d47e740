/** The start of a server: the instance is opened, the ports listen, the greeting is printed. */
package io.coffer.standalone.start;
