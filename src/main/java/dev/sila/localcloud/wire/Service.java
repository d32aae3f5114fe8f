package dev.sila.localcloud.wire;

import java.util.List;

/**
 * One AWS service of the local cloud.
 *
 * @param signingName the name in a request's credential scope, such as {@code ec2} or {@code
 *     elasticloadbalancing}
 * @param apiVersion the version that query requests carry, such as {@code 2016-11-15}; tells
 *     services with one signing name apart, and routes requests that are not signed
 * @param protocol how the SDK of this build speaks to it
 * @param handlers objects whose public methods are the operations: {@code DescribeVpcsResponse
 *     describeVpcs(DescribeVpcsRequest)}. A method's name is the operation's with a small first
 *     letter, as in the SDK.
 */
public record Service(
        String signingName, String apiVersion, Protocol protocol, List<Object> handlers) {
    public Service {
        handlers = List.copyOf(handlers);
    }

    /** AWS's wire protocols. */
    public enum Protocol {
        EC2_QUERY,
        QUERY,
        JSON
    }
}
