package dev.sila.localcloud.wire;

import java.util.function.Supplier;

/**
 * A document that AWS serves without a signature at a fixed path, such as the certificate by which
 * SNS messages are verified.
 *
 * @param path absolute, such as {@code /SimpleNotificationService-0123.pem}
 * @param content called for each request, by any thread, not under the local cloud's lock
 */
public record StaticPage(String path, String contentType, Supplier<byte[]> content) {}
