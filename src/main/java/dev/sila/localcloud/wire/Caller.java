package dev.sila.localcloud.wire;

/**
 * Who sent a request.
 *
 * @param accessKeyId the access key it was signed with, empty if it was not signed
 * @param userAgent what the client calls itself, empty if it does not say
 */
public record Caller(String accessKeyId, String userAgent) {}
