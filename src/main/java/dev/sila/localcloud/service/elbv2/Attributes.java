package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import java.util.Set;

/** Attribute keys, AWS's defaults and the values that they take. */
final class Attributes {
    static final Map<String, String> LOAD_BALANCER_DEFAULTS =
            Map.ofEntries(
                    Map.entry("access_logs.s3.bucket", ""),
                    Map.entry("access_logs.s3.enabled", "false"),
                    Map.entry("access_logs.s3.prefix", ""),
                    Map.entry("client_keep_alive.seconds", "3600"),
                    Map.entry("connection_logs.s3.bucket", ""),
                    Map.entry("connection_logs.s3.enabled", "false"),
                    Map.entry("connection_logs.s3.prefix", ""),
                    Map.entry("deletion_protection.enabled", "false"),
                    Map.entry("idle_timeout.timeout_seconds", "60"),
                    Map.entry("load_balancing.cross_zone.enabled", "true"),
                    Map.entry("routing.http.desync_mitigation_mode", "defensive"),
                    Map.entry("routing.http.drop_invalid_header_fields.enabled", "false"),
                    Map.entry("routing.http.preserve_host_header.enabled", "false"),
                    Map.entry("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false"),
                    Map.entry("routing.http.xff_client_port.enabled", "false"),
                    Map.entry("routing.http.xff_header_processing.mode", "append"),
                    Map.entry("routing.http2.enabled", "true"),
                    Map.entry("waf.fail_open.enabled", "false"),
                    Map.entry("zonal_shift.config.enabled", "false"));

    static final Map<String, String> TARGET_GROUP_DEFAULTS =
            Map.ofEntries(
                    Map.entry("deregistration_delay.timeout_seconds", "300"),
                    Map.entry("load_balancing.algorithm.anomaly_mitigation", "off"),
                    Map.entry("load_balancing.algorithm.type", "round_robin"),
                    Map.entry(
                            "load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
                    Map.entry("slow_start.duration_seconds", "0"),
                    Map.entry("stickiness.app_cookie.cookie_name", ""),
                    Map.entry("stickiness.app_cookie.duration_seconds", "86400"),
                    Map.entry("stickiness.enabled", "false"),
                    Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
                    Map.entry("stickiness.type", "lb_cookie"));

    /** Values other than the default that would change traffic in a way the local cloud lacks. */
    private static final Set<String> ONLY_DEFAULT =
            Set.of(
                    "access_logs.s3.enabled",
                    "connection_logs.s3.enabled",
                    "load_balancing.algorithm.anomaly_mitigation",
                    "load_balancing.algorithm.type",
                    "routing.http.xff_client_port.enabled",
                    "routing.http.xff_header_processing.mode",
                    "slow_start.duration_seconds",
                    "stickiness.type");

    private static final Map<String, int[]> RANGES =
            Map.of(
                    "client_keep_alive.seconds", new int[] {60, 604_800},
                    "idle_timeout.timeout_seconds", new int[] {1, 4000},
                    "deregistration_delay.timeout_seconds", new int[] {0, 3600},
                    "stickiness.app_cookie.duration_seconds", new int[] {1, 604_800},
                    "stickiness.lb_cookie.duration_seconds", new int[] {1, 604_800});

    private Attributes() {}

    /** Refuses a key that is not among the defaults, and a value that the key does not take. */
    static void check(Map<String, String> defaults, String kind, String key, String value) {
        String standard = defaults.get(key);
        if (standard == null) {
            throw invalid(kind + " attribute key '" + key + "' is not recognized");
        }
        if (key.endsWith(".enabled") && !value.matches("true|false") && !value.equals(standard)) {
            throw invalid(
                    kind
                            + " attribute '"
                            + key
                            + "' must be 'true' or 'false', not '"
                            + value
                            + "'");
        }
        int[] range = RANGES.get(key);
        if (range != null && !within(range, value)) {
            throw invalid(
                    "%s attribute '%s' must be between %d and %d, not '%s'"
                            .formatted(kind, key, range[0], range[1], value));
        }
        if (ONLY_DEFAULT.contains(key) && !value.equals(standard)) {
            throw invalid(
                    "The local cloud has only '%s' for the %s attribute '%s', not '%s' yet"
                            .formatted(standard, kind, key, value));
        }
    }

    private static boolean within(int[] range, String value) {
        return value.matches("[0-9]{1,7}")
                && Integer.parseInt(value) >= range[0]
                && Integer.parseInt(value) <= range[1];
    }

    private static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }
}
