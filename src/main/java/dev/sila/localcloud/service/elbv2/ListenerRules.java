package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Identities;
import dev.sila.localcloud.service.balancing.SecurityPolicies;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;

/** What listeners may be (API reference, CreateListener). */
final class ListenerRules {
    private static final Set<String> ALPN =
            Set.of("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None");

    private ListenerRules() {}

    /**
     * Refuses what the balancer cannot have; the listener is complete but for its default action.
     */
    static void check(LoadBalancerEntry balancer, Listener listener, Identities identities) {
        protocol(balancer, listener.protocolAsString());
        if (listener.port() == null) {
            throw invalid("A port must be specified");
        }
        if (listener.port() < 1 || listener.port() > 65_535) {
            throw invalid("Listener port '" + listener.port() + "' must be in the range 1-65535");
        }
        if (encrypted(listener.protocolAsString())) {
            encryption(listener, identities);
        } else {
            plain(listener);
        }
        alpn(listener);
    }

    static boolean encrypted(@Nullable String protocol) {
        return "HTTPS".equals(protocol) || "TLS".equals(protocol);
    }

    private static void protocol(LoadBalancerEntry balancer, @Nullable String protocol) {
        if (protocol == null) {
            throw invalid("A protocol must be specified");
        }
        notYet(protocol.contains("QUIC"), "listeners with the protocol '" + protocol + "'");
        List<String> known =
                balancer.network()
                        ? List.of("TCP", "TLS", "UDP", "TCP_UDP")
                        : List.of("HTTPS", "HTTP");
        if (!known.contains(protocol)) {
            throw invalid(
                    "Listener protocol '"
                            + protocol
                            + "' must be one of '"
                            + String.join(", ", known)
                            + "'");
        }
        if (protocol.contains("UDP") && balancer.addressType == IpAddressType.DUALSTACK) {
            throw AttributeTable.conflict(
                    "Listener protocol '" + protocol + "' is not supported in dual-stack mode");
        }
    }

    private static void encryption(Listener listener, Identities identities) {
        String protocol = listener.protocolAsString();
        if (listener.certificates().isEmpty()) {
            throw new AwsFailure(
                    "CertificateNotFound",
                    "A certificate must be specified for " + protocol + " listeners");
        }
        if (listener.certificates().size() > 1) {
            throw new AwsFailure(
                    "TooManyCertificates",
                    "Up to '1' certificate can be specified when a listener is created or changed");
        }
        Certificate certificate = listener.certificates().getFirst();
        if (certificate.isDefault() != null) {
            throw invalid("IsDefault cannot be specified for a certificate");
        }
        identities.check(String.valueOf(certificate.certificateArn()));
        if (SecurityPolicies.second(String.valueOf(listener.sslPolicy())).isEmpty()) {
            throw new AwsFailure(
                    "SSLPolicyNotFound", "SSL policy '" + listener.sslPolicy() + "' not found");
        }
    }

    private static void plain(Listener listener) {
        String protocol = listener.protocolAsString();
        if (!listener.certificates().isEmpty()) {
            throw invalid("A certificate cannot be specified for " + protocol + " listeners");
        }
        if (listener.sslPolicy() != null) {
            throw invalid("An SSL policy cannot be specified for " + protocol + " listeners");
        }
    }

    private static void alpn(Listener listener) {
        if (listener.alpnPolicy().isEmpty()) {
            return;
        }
        if (!"TLS".equals(listener.protocolAsString())) {
            throw AttributeTable.conflict(
                    "An ALPN policy cannot be specified for "
                            + listener.protocolAsString()
                            + " listeners");
        }
        if (listener.alpnPolicy().size() > 1 || !ALPN.containsAll(listener.alpnPolicy())) {
            throw new AwsFailure(
                    "ALPNPolicyNotFound", "ALPN policy '" + listener.alpnPolicy() + "' not found");
        }
    }

    /** Mutual authentication is refused unless it is off. */
    static void mutual(@Nullable MutualAuthenticationAttributes given) {
        notYet(given != null && !"off".equals(given.mode()), "mutual authentication");
    }
}
