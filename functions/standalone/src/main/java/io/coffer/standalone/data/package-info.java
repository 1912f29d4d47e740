/** The data directory: its layout, the parts that belong together, its free space, backups and verification. */
package io.coffer.standalone.data;
