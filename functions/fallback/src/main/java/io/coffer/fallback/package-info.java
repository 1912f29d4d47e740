/** The function for what the gateway cannot route by method and path: every group of operations in one. */
package io.coffer.fallback;
