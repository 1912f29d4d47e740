package io.coffer.metadata.accounts;

/**
 * When an access key was last used.
 *
 * @param day the day in UTC, as ISO 8601 writes it: {@code 2026-11-21}
 * @param service what the request was signed for: {@code s3}
 */
public record LastUsed(String day, String service, String region) {}
