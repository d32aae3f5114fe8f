package dev.sila.localcloud.wire;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One AWS service of the local cloud.
 *
 * @param id the SDK's service ID, such as {@code EC2} or {@code Elastic Load Balancing v2}
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
        String id,
        String signingName,
        String apiVersion,
        Protocol protocol,
        List<Object> handlers) {
    public Service {
        handlers = List.copyOf(handlers);
    }

    /** The names of its operations, sorted. */
    public SortedSet<String> operations() {
        return new TreeSet<>(Operation.offers(this).keySet());
    }

    /** AWS's wire protocols. */
    public enum Protocol {
        EC2_QUERY,
        QUERY,
        JSON,
        REST_JSON,
        REST_XML,
        /** REST-XML as S3 has it: the bucket in host or path, errors without a wrapper. */
        S3;

        /** Whether operations are told apart by method and path. */
        boolean isRest() {
            return this == REST_JSON || this == REST_XML || this == S3;
        }
    }
}
