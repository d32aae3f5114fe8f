package dev.sila.localcloud.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * What a handler answers whose operation streams its body out, such as S3's {@code GetObject}.
 *
 * @param response the members, which go into headers
 * @param content the body
 */
public record Download<R extends SdkPojo>(R response, Content content) {}
