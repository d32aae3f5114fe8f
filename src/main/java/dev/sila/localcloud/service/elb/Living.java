package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.traffic.Destination;
import dev.sila.localcloud.traffic.Frontend;
import dev.sila.localcloud.traffic.Route;
import dev.sila.localcloud.traffic.ServerIdentity;
import dev.sila.localcloud.traffic.Speech;
import dev.sila.localcloud.traffic.Spreading;
import dev.sila.localcloud.traffic.Stickiness;
import dev.sila.localcloud.traffic.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;

/** Lets the living side of classic balancers follow what they are. */
final class Living {
    private final Classic classic;

    Living(Classic classic) {
        this.classic = classic;
    }

    /** After any change of a balancer. */
    void follow(BalancerEntry balancer) {
        LoadBalancerAttributes attributes = balancer.attributes;
        balancer.live.idleTimeout(
                Duration.ofSeconds(attributes.connectionSettings().idleTimeout()));
        balancer.pool.spreading(
                new Spreading(
                        attributes.crossZoneLoadBalancing().enabled(),
                        false,
                        Spreading.Algorithm.ROUND_ROBIN,
                        Duration.ZERO));
        balancer.pool.deregistrationDelay(
                attributes.connectionDraining().enabled()
                        ? Duration.ofSeconds(attributes.connectionDraining().timeout())
                        : Duration.ZERO);
        balancer.listeners.values().forEach(each -> follow(balancer, each));
        balancer.pool.refresh();
    }

    private void follow(BalancerEntry balancer, ListenerEntry listener) {
        List<Route> routes = List.of(new Route(List.of(), destination(balancer, listener)));
        Optional<Speech> speech = speech(listener);
        if (speech.isEmpty()) {
            silence(listener);
            return;
        }
        Frontend frontend = listener.frontend;
        if (frontend == null) {
            frontend =
                    balancer.live.listen(listener.model.loadBalancerPort(), speech.get(), routes);
            listener.frontend = frontend;
        }
        frontend.speech(speech.get());
        frontend.routes(routes);
    }

    /** Stops to listen. */
    static void silence(ListenerEntry listener) {
        Stream.ofNullable(listener.frontend).forEach(Frontend::close);
        listener.frontend = null;
    }

    /** Absent where the local cloud cannot listen: encryption without a key. */
    private Optional<Speech> speech(ListenerEntry listener) {
        if (!listener.secure()) {
            return Optional.of(listener.http() ? Speech.HTTP : Speech.TCP);
        }
        List<ServerIdentity> known =
                classic.identities.of(List.of(listener.model.sslCertificateId()));
        return known.isEmpty() ? Optional.empty() : Optional.of(new Speech(listener.http(), known));
    }

    private static Destination destination(BalancerEntry balancer, ListenerEntry listener) {
        int port = listener.model.instancePort();
        boolean proxy =
                balancer.backends.getOrDefault(port, List.of()).stream()
                        .map(balancer::policy)
                        .flatMap(Optional::stream)
                        .anyMatch(each -> "true".equals(each.value("ProxyProtocol")));
        boolean encrypted = ListenerRules.secure(listener.model.instanceProtocol());
        return new Destination.Forward(
                balancer.pool,
                new Upstream(
                        port,
                        encrypted,
                        proxy && !listener.http() ? 1 : 0,
                        stickiness(balancer, listener)));
    }

    private static Stickiness stickiness(BalancerEntry balancer, ListenerEntry listener) {
        return listener.policies.stream()
                .map(balancer::policy)
                .flatMap(Optional::stream)
                .filter(Policy::sticky)
                .findFirst()
                .map(each -> Stickiness.classicCookie(each.value("CookieName"), each.expiration()))
                .orElse(Stickiness.OFF);
    }
}
