package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.Frontend;
import dev.sila.localcloud.traffic.Route;
import dev.sila.localcloud.traffic.ServerIdentity;
import dev.sila.localcloud.traffic.Speech;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets the living side of listeners follow what they are. */
final class Listeners {
    private final Elb elb;
    private final Actions actions;

    Listeners(Elb elb, Actions actions) {
        this.elb = elb;
        this.actions = actions;
    }

    /** After any change of a listener, its certificates, attributes or rules. */
    void follow(ListenerEntry entry) {
        List<Route> routes = actions.routes(entry.allRules());
        Optional<Speech> speech = speech(entry);
        Frontend before = entry.frontend;
        boolean moved = before != null && before.port() != entry.model.port();
        if (before != null && (moved || speech.isEmpty())) {
            before.close();
            entry.frontend = null;
        }
        if (speech.isPresent()) {
            Frontend now = entry.frontend;
            if (now == null) {
                now = entry.balancer.live.listen(entry.model.port(), speech.get(), routes);
                entry.frontend = now;
            }
            now.speech(speech.get());
            now.routes(routes);
            String idle = entry.attributes.get("tcp.idle_timeout.seconds");
            if (idle != null) {
                now.idleTimeout(Duration.ofSeconds(Long.parseLong(idle)));
            }
        }
        elb.refresh();
    }

    /** Absent where the local cloud cannot listen: datagrams, and encryption without a key. */
    private Optional<Speech> speech(ListenerEntry entry) {
        String protocol = entry.model.protocolAsString();
        boolean http = protocol.startsWith("HTTP");
        return switch (protocol) {
            case "HTTP" -> Optional.of(Speech.HTTP);
            case "TCP", "TCP_UDP" -> Optional.of(Speech.TCP);
            case "HTTPS", "TLS" -> {
                List<ServerIdentity> known = elb.identities.of(entry.allCertificates());
                yield known.isEmpty() ? Optional.empty() : Optional.of(new Speech(http, known));
            }
            default -> Optional.empty();
        };
    }

    /** Forgets a listener and all that it had. */
    void delete(ListenerEntry entry) {
        Stream.ofNullable(entry.frontend).forEach(Frontend::close);
        entry.balancer.listeners.remove(ListenerOperations.place(entry.model));
        elb.tags.forget(entry.arn());
        entry.rules.forEach(rule -> elb.tags.forget(rule.ruleArn()));
        elb.refresh();
    }
}
