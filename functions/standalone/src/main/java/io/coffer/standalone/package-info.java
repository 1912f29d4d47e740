/** All operations in one process, and its command line. */
package io.coffer.standalone;
