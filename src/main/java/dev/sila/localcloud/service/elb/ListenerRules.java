package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.outside;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;

/** What listeners of classic balancers may be (API reference, Listener). */
final class ListenerRules {
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TCP", "SSL");

    private ListenerRules() {}

    static boolean secure(String protocol) {
        return protocol.equals("HTTPS") || protocol.equals("SSL");
    }

    /** A listener as AWS stores it. */
    static Listener complete(Classic classic, Listener given) {
        String protocol = protocol(given.protocol());
        boolean http = protocol.startsWith("HTTP");
        String backend =
                given.instanceProtocol() == null
                        ? http ? "HTTP" : "TCP"
                        : protocol(given.instanceProtocol());
        outside("LoadBalancerPort", given.loadBalancerPort(), 1, 65_535);
        outside("InstancePort", given.instancePort(), 1, 65_535);
        if (http != backend.startsWith("HTTP")) {
            throw PolicyTypes.conflict(
                    "The protocols %s and %s are of different layers".formatted(protocol, backend));
        }
        if (secure(protocol)) {
            if (given.sslCertificateId() == null) {
                throw invalid("Secure Listeners need to specify a SSLCertificateId");
            }
            classic.certificate(given.sslCertificateId());
        } else if (given.sslCertificateId() != null) {
            throw invalid("SSLCertificateId is for secure listeners only");
        }
        return given.toBuilder().protocol(protocol).instanceProtocol(backend).build();
    }

    private static String protocol(String given) {
        String protocol = given.toUpperCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            throw new AwsFailure(
                    "UnsupportedProtocol",
                    "The protocol '" + given + "' must be one of HTTP, HTTPS, TCP, SSL");
        }
        return protocol;
    }

    /** Refuses a listener whose way to the instance's port is encrypted when another's is not. */
    static void together(Listener wanted, Collection<Listener> others) {
        for (Listener other : others) {
            boolean mixed = secure(other.instanceProtocol()) != secure(wanted.instanceProtocol());
            if (other.instancePort().equals(wanted.instancePort()) && mixed) {
                throw PolicyTypes.conflict(
                        "InstanceProtocol must be secure for all listeners with the InstancePort "
                                + wanted.instancePort()
                                + ", or for none");
            }
        }
    }
}
