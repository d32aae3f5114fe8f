package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;
import static dev.sila.localcloud.service.balancing.Refused.outside;
import static dev.sila.localcloud.service.elbv2.AttributeTable.conflict;

import dev.sila.localcloud.traffic.StatusMatcher;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** AWS's defaults and limits for target groups (API reference, CreateTargetGroup). */
final class TargetGroupRules {
    private static final Set<String> WEB = Set.of("HTTP", "HTTPS");

    private TargetGroupRules() {}

    /** Whether the group is for application balancers. */
    static boolean web(TargetGroup group) {
        return WEB.contains(String.valueOf(group.protocolAsString()));
    }

    /** The group that a request asks for, with AWS's defaults; no ARN yet. */
    static TargetGroup complete(CreateTargetGroupRequest request) {
        String protocol = request.protocolAsString();
        boolean web = protocol == null || WEB.contains(protocol);
        String checkProtocol = or(request.healthCheckProtocolAsString(), web ? "HTTP" : "TCP");
        boolean http = WEB.contains(checkProtocol);
        int timeout = web ? 5 : !http ? 10 : checkProtocol.equals("HTTP") ? 6 : 10;
        return TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(protocol)
                .protocolVersion(web ? or(request.protocolVersion(), "HTTP1") : null)
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(or(request.targetTypeAsString(), "instance"))
                .ipAddressType(or(request.ipAddressTypeAsString(), "ipv4"))
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(checkProtocol)
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(http ? or(request.healthCheckPath(), "/") : null)
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), timeout))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
                .matcher(http ? matcher(request.matcher(), web) : null)
                .build();
    }

    private static Matcher matcher(@Nullable Matcher given, boolean web) {
        return given == null || (given.httpCode() == null && given.grpcCode() == null)
                ? Matcher.builder().httpCode(web ? "200" : "200-399").build()
                : given;
    }

    static <T> T or(@Nullable T given, T standard) {
        return given == null ? standard : given;
    }

    /** Refuses what health checks by TCP do not have. */
    static void onlyHttp(String checkProtocol, @Nullable String path, @Nullable Matcher matcher) {
        if (!WEB.contains(checkProtocol) && path != null) {
            throw conflict("Health check paths are not supported for TCP health checks");
        }
        if (!WEB.contains(checkProtocol) && matcher != null) {
            throw conflict("Health check matchers are not supported for TCP health checks");
        }
    }

    /** Refuses what AWS refuses, and what the local cloud does not offer yet. */
    static void check(TargetGroup group) {
        notYet(
                group.targetType() == TargetTypeEnum.LAMBDA
                        || group.targetType() == TargetTypeEnum.ALB,
                "target groups with the target type '" + group.targetTypeAsString() + "'");
        if (group.targetType() == TargetTypeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw invalid(
                    "Target type '"
                            + group.targetTypeAsString()
                            + "' must be one of 'instance, ip, lambda, alb'");
        }
        protocol(group);
        if (group.port() == null) {
            throw invalid("A port must be specified");
        }
        outside("Port", group.port(), 1, 65_535);
        if (group.vpcId() == null) {
            throw invalid("A VPC ID must be specified");
        }
        notYet(!"ipv4".equals(group.ipAddressTypeAsString()), "target groups for IPv6");
        version(group);
        if (!group.healthCheckEnabled()) {
            throw invalid(
                    "Health check enabled must be true for target groups with target type '"
                            + group.targetTypeAsString()
                            + "'");
        }
        checkHealth(group);
    }

    private static void protocol(TargetGroup group) {
        String protocol = group.protocolAsString();
        if (protocol == null) {
            throw invalid("A protocol must be specified");
        }
        notYet(
                protocol.equals("GENEVE") || protocol.contains("QUIC"),
                "target groups with the protocol '" + protocol + "'");
        List<String> known = List.of("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP");
        if (!known.contains(protocol)) {
            throw invalid(
                    "Protocol '"
                            + protocol
                            + "' must be one of '"
                            + String.join(", ", known)
                            + "'");
        }
    }

    private static void version(TargetGroup group) {
        String version = group.protocolVersion();
        if (version == null) {
            return;
        }
        notYet(
                version.equals("HTTP2") || version.equals("GRPC"),
                "target groups with the protocol version '" + version + "'");
        if (!version.equals("HTTP1")) {
            throw invalid("Protocol version '" + version + "' must be one of 'HTTP1, HTTP2, GRPC'");
        }
    }

    private static void checkHealth(TargetGroup group) {
        String protocol = group.healthCheckProtocolAsString();
        boolean tcp = protocol.equals("TCP");
        if (!tcp && !WEB.contains(protocol)) {
            throw invalid(
                    "Health check protocol '" + protocol + "' must be one of 'HTTP, HTTPS, TCP'");
        }
        if (tcp && web(group)) {
            throw invalid(
                    "Health check protocol 'TCP' is not supported for target groups with the"
                            + " protocol '"
                            + group.protocolAsString()
                            + "'");
        }
        String port = group.healthCheckPort();
        if (!port.equals("traffic-port")) {
            outside(
                    "Health check port",
                    port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
                    1,
                    65_535);
        }
        outside("Health check interval", group.healthCheckIntervalSeconds(), 5, 300);
        outside("Health check timeout", group.healthCheckTimeoutSeconds(), 2, 120);
        outside("Healthy threshold count", group.healthyThresholdCount(), 2, 10);
        outside("Unhealthy threshold count", group.unhealthyThresholdCount(), 2, 10);
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds() && !tcp) {
            throw invalid(
                    "Health check interval must be greater than the timeout. Interval '%d', timeout '%d'"
                            .formatted(
                                    group.healthCheckIntervalSeconds(),
                                    group.healthCheckTimeoutSeconds()));
        }
        if (!tcp) {
            checkPath(group);
        }
    }

    private static void checkPath(TargetGroup group) {
        String path = group.healthCheckPath();
        if (!path.matches("/[!-~]*") || path.length() > 1024) {
            throw invalid(
                    "Health check path '"
                            + path
                            + "' must begin with a '/' character and can contain only printable"
                            + " ASCII characters, without spaces, and must be from 1 to 1024"
                            + " characters long");
        }
        if (group.matcher().grpcCode() != null) {
            throw invalid("gRPC codes are for target groups with the protocol version GRPC");
        }
        int most = web(group) ? 499 : 599;
        if (!StatusMatcher.valid(group.matcher().httpCode(), most)) {
            throw invalid(
                    "Health check matcher HTTP code '%s' must be within '200-%d' inclusive"
                            .formatted(group.matcher().httpCode(), most));
        }
    }
}
