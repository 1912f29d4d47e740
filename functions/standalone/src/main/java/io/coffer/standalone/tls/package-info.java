/** The certificates of the HTTPS ports. */
package io.coffer.standalone.tls;
