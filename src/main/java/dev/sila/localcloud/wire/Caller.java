package dev.sila.localcloud.wire;

/**
 * Who sent a request.
 *
 * @param accessKeyId the access key it was signed with, empty if it was not signed
 */
public record Caller(String accessKeyId) {}
