package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.traffic.StatusMatcher;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** AWS's defaults and limits for target groups and their health checks. */
final class TargetGroupRules {
    private TargetGroupRules() {}

    /** The group that a request asks for, with AWS's defaults; no ARN yet. */
    static TargetGroup complete(CreateTargetGroupRequest request) {
        boolean tcp = "TCP".equals(request.protocolAsString());
        String checkProtocol = or(request.healthCheckProtocolAsString(), tcp ? "TCP" : "HTTP");
        boolean http = !checkProtocol.equals("TCP");
        return TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(request.protocolAsString())
                .protocolVersion(tcp ? null : or(request.protocolVersion(), "HTTP1"))
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(or(request.targetTypeAsString(), "instance"))
                .ipAddressType(or(request.ipAddressTypeAsString(), "ipv4"))
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(checkProtocol)
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(http ? or(request.healthCheckPath(), "/") : null)
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
                .healthCheckTimeoutSeconds(
                        or(request.healthCheckTimeoutSeconds(), tcp && !http ? 10 : tcp ? 6 : 5))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
                .matcher(http ? matcher(request.matcher()) : null)
                .build();
    }

    private static Matcher matcher(@Nullable Matcher given) {
        return given == null || given.httpCode() == null
                ? Matcher.builder().httpCode("200").build()
                : given;
    }

    static <T> T or(@Nullable T given, T standard) {
        return given == null ? standard : given;
    }

    /** Refuses what AWS refuses, and what the local cloud does not offer yet. */
    static void check(TargetGroup group) {
        String protocol = group.protocolAsString();
        if (protocol == null) {
            throw invalid("A protocol must be specified");
        }
        if (!Set.of("HTTP", "HTTPS", "TCP").contains(protocol)) {
            throw invalid("Protocol '" + protocol + "' must be one of 'HTTP, HTTPS, TCP'");
        }
        if (group.port() == null) {
            throw invalid("A port must be specified");
        }
        range("Port", group.port(), 1, 65_535);
        if (group.vpcId() == null) {
            throw invalid("A VPC ID must be specified");
        }
        if (group.targetType() != TargetTypeEnum.INSTANCE
                && group.targetType() != TargetTypeEnum.IP) {
            throw invalid(
                    "The local cloud has only the target types 'instance' and 'ip', not '"
                            + group.targetTypeAsString()
                            + "' yet");
        }
        if (group.protocolVersion() != null && !group.protocolVersion().equals("HTTP1")) {
            throw invalid(
                    "The local cloud has only the protocol version 'HTTP1', not '"
                            + group.protocolVersion()
                            + "' yet");
        }
        if (!group.healthCheckEnabled()) {
            throw invalid(
                    "Health check enabled must be true for target groups with target type '"
                            + group.targetTypeAsString()
                            + "'");
        }
        checkHealth(group);
    }

    private static void checkHealth(TargetGroup group) {
        String protocol = group.healthCheckProtocolAsString();
        boolean tcp = protocol.equals("TCP");
        if (!tcp && !protocol.equals("HTTP")) {
            throw invalid(
                    "The local cloud has only health checks by 'HTTP' and 'TCP', not '"
                            + protocol
                            + "' yet");
        }
        if (tcp && !"TCP".equals(group.protocolAsString())) {
            throw invalid(
                    "Health check protocol 'TCP' is not supported for target groups with the"
                            + " protocol '"
                            + group.protocolAsString()
                            + "'");
        }
        String port = group.healthCheckPort();
        if (!port.equals("traffic-port")) {
            if (!port.matches("[0-9]{1,5}")) {
                throw invalid("Health check port '" + port + "' must be in the range 1-65535");
            }
            range("Health check port", Integer.parseInt(port), 1, 65_535);
        }
        range("Health check interval", group.healthCheckIntervalSeconds(), 5, 300);
        range("Health check timeout", group.healthCheckTimeoutSeconds(), 2, 120);
        range("Healthy threshold count", group.healthyThresholdCount(), 2, 10);
        range("Unhealthy threshold count", group.unhealthyThresholdCount(), 2, 10);
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
        if (!StatusMatcher.valid(group.matcher().httpCode())) {
            throw invalid(
                    "Health check matcher HTTP code '"
                            + group.matcher().httpCode()
                            + "' must be within '200-499' inclusive");
        }
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(what + " '" + value + "' must be in the range " + least + "-" + most);
        }
    }
}
