/** The socket on which a running server takes the commands of its operator. */
package io.coffer.standalone.control;
