package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.outside;

import dev.sila.localcloud.traffic.StatusMatcher;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;

/** The grammar and the limits of health checks (API reference, HealthCheck). */
final class HealthCheckRules {
    private static final Pattern TARGET =
            Pattern.compile("(?:(TCP|SSL):([0-9]{1,5})|(HTTPS?):([0-9]{1,5})(/.*))");

    private HealthCheckRules() {}

    /** What a balancer gets that is given none: a connection to its first listener's port. */
    static HealthCheck standard(int instancePort) {
        return HealthCheck.builder()
                .target("TCP:" + instancePort)
                .interval(30)
                .timeout(5)
                .unhealthyThreshold(2)
                .healthyThreshold(10)
                .build();
    }

    /** Refuses a check that is against the grammar or the limits. */
    static void check(HealthCheck check) {
        parsed(check.target());
        if (check.target().length() > 1024) {
            throw invalid("HealthCheck Target must have at most 1024 characters");
        }
        outside("HealthCheck Interval", check.interval(), 5, 300);
        outside("HealthCheck Timeout", check.timeout(), 2, 60);
        outside("HealthCheck UnhealthyThreshold", check.unhealthyThreshold(), 2, 10);
        outside("HealthCheck HealthyThreshold", check.healthyThreshold(), 2, 10);
        if (check.timeout() >= check.interval()) {
            throw invalid("HealthCheck timeout must be less than interval");
        }
    }

    private static Matcher parsed(String target) {
        Matcher parts = TARGET.matcher(target);
        if (!parts.matches()) {
            throw invalid(
                    "HealthCheck Target must specify a port for TCP and SSL, and a port and a path"
                            + " for HTTP and HTTPS, such as HTTP:80/index.html: '"
                            + target
                            + "'");
        }
        outside("HealthCheck Target port", port(parts), 1, 65_535);
        return parts;
    }

    private static int port(Matcher parts) {
        return Integer.parseInt(parts.group(parts.group(1) == null ? 4 : 2));
    }

    /** What is really done. A new instance needs as many passes as one that failed. */
    static dev.sila.localcloud.traffic.HealthCheck living(HealthCheck check) {
        Matcher parts = parsed(check.target());
        boolean http = parts.group(1) == null;
        return new dev.sila.localcloud.traffic.HealthCheck(
                true,
                parts.group(http ? 3 : 1),
                String.valueOf(port(parts)),
                http ? parts.group(5) : null,
                Duration.ofSeconds(check.interval()),
                Duration.ofSeconds(check.timeout()),
                check.healthyThreshold(),
                check.healthyThreshold(),
                check.unhealthyThreshold(),
                http ? new StatusMatcher("200") : null);
    }
}
