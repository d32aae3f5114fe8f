package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.AttributeTable.conflict;

import java.util.List;
import java.util.Map;

/** The attributes of load balancers and listeners (API reference, LoadBalancerAttribute). */
final class BalancerAttributes {
    private static final int WEEK = 604_800;
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

    private BalancerAttributes() {}

    static AttributeTable of(boolean network, boolean internal) {
        AttributeTable table =
                logs(new AttributeTable("Load balancer"), "access_logs")
                        .flag("deletion_protection.enabled", false)
                        .flag("ipv6.deny_all_igw_traffic", internal)
                        .flag(CROSS_ZONE, !network)
                        .flag("zonal_shift.config.enabled", false);
        return network
                ? table.oneOf(
                                "dns_record.client_routing_policy",
                                "any_availability_zone",
                                "any_availability_zone",
                                "partial_availability_zone_affinity",
                                "availability_zone_affinity")
                        .range("secondary_ips.auto_assigned.per_subnet", 0, 0, 7)
                : application(table);
    }

    private static AttributeTable application(AttributeTable table) {
        logs(logs(table, "connection_logs"), "health_check_logs");
        return table.range("client_keep_alive.seconds", 3600, 60, WEEK)
                .range("idle_timeout.timeout_seconds", 60, 1, 4000)
                .oneOf(
                        "routing.http.desync_mitigation_mode",
                        "defensive",
                        "monitor",
                        "defensive",
                        "strictest")
                .flag("routing.http.drop_invalid_header_fields.enabled", false)
                .flag("routing.http.preserve_host_header.enabled", false)
                .flag("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", false)
                .flag("routing.http.xff_client_port.enabled", false)
                .oneOf(
                        "routing.http.xff_header_processing.mode",
                        "append",
                        "append",
                        "preserve",
                        "remove")
                .flag("routing.http2.enabled", true)
                .flag("waf.fail_open.enabled", false);
    }

    private static AttributeTable logs(AttributeTable table, String which) {
        return table.flag(which + ".s3.enabled", false)
                .text(which + ".s3.bucket", "")
                .text(which + ".s3.prefix", "");
    }

    /** Refuses attributes that do not go together. */
    static void check(LoadBalancerEntry balancer, Map<String, String> after) {
        for (String which : List.of("access_logs", "connection_logs", "health_check_logs")) {
            if ("true".equals(after.get(which + ".s3.enabled"))
                    && "".equals(after.get(which + ".s3.bucket"))) {
                throw conflict(
                        "The value of '%s.s3.bucket' cannot be empty when '%s.s3.enabled' is true"
                                .formatted(which, which));
            }
        }
        if (!balancer.network() && "false".equals(after.get(CROSS_ZONE))) {
            throw conflict(
                    "Load balancer attribute '"
                            + CROSS_ZONE
                            + "' cannot be changed on load balancers with type 'application'");
        }
        String secondary = "secondary_ips.auto_assigned.per_subnet";
        if (balancer.network()
                && Integer.parseInt(after.getOrDefault(secondary, "0"))
                        < Integer.parseInt(balancer.attributes.getOrDefault(secondary, "0"))) {
            throw conflict("Load balancer attribute '" + secondary + "' cannot be decreased");
        }
    }

    /** Of listeners: what each has depends on its protocol (API reference, ListenerAttribute). */
    static AttributeTable ofListener(String protocol) {
        AttributeTable table = new AttributeTable("Listener");
        return switch (protocol) {
            case "TCP", "TCP_UDP" -> table.range("tcp.idle_timeout.seconds", 350, 60, 6000);
            case "HTTP", "HTTPS" -> web(table, protocol.equals("HTTPS"));
            default -> table;
        };
    }

    private static AttributeTable web(AttributeTable table, boolean encrypted) {
        if (encrypted) {
            for (String part : List.of("serial_number", "issuer", "subject", "validity", "leaf")) {
                table.text(
                        "routing.http.request.x_amzn_mtls_clientcert_" + part + ".header_name", "");
            }
            table.text("routing.http.request.x_amzn_mtls_clientcert.header_name", "")
                    .text("routing.http.request.x_amzn_tls_version.header_name", "")
                    .text("routing.http.request.x_amzn_tls_cipher_suite.header_name", "");
            table.text("routing.http.response.strict_transport_security.header_value", "");
        }
        for (String field : List.of("origin", "methods", "headers", "credentials")) {
            table.text("routing.http.response.access_control_allow_" + field + ".header_value", "");
        }
        return table.text("routing.http.response.access_control_expose_headers.header_value", "")
                .text("routing.http.response.access_control_max_age.header_value", "")
                .text("routing.http.response.content_security_policy.header_value", "")
                .oneOf(
                        "routing.http.response.x_content_type_options.header_value",
                        "",
                        "",
                        "nosniff")
                .oneOf(
                        "routing.http.response.x_frame_options.header_value",
                        "",
                        "",
                        "DENY",
                        "SAMEORIGIN")
                .flag("routing.http.response.server.enabled", true);
    }
}
