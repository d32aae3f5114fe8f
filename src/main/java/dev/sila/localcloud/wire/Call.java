package dev.sila.localcloud.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * One call of an operation.
 *
 * @param service the signing name of the service, such as {@code ec2}
 * @param action AWS's name of the operation, such as {@code DescribeVpcs}
 * @param request the SDK's request object
 * @param requestId what the reply will carry as its request ID
 */
public record Call(
        String service, String action, SdkPojo request, Caller caller, String requestId) {}
