package dev.sila.cli.operation;

import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stays in AWS on purpose when an environment goes: what others made and the environment only
 * used, and what would be a nuisance to lose. Whoever takes it down is told, for some of it costs
 * money.
 */
public final class Remainders {
    private Remainders() {}

    /** What that plan leaves, in words for people; nothing if it takes nothing down. */
    public static List<String> of(Plan plan) {
        Stream<String> topics =
                Notifications.outliving(plan).stream()
                        .map(name ->
                                "SNS topic "
                                        + name
                                        + " with its subscriptions, which nobody has to confirm again");
        Stream<String> others =
                plan.changes().stream()
                        .flatMap(each ->
                                each instanceof Change.Delete<?>(Found<?> found, _)
                                        ? ofDeleted(found).stream()
                                        : Stream.empty());
        return Stream.concat(topics, others).distinct().sorted().toList();
    }

    private static List<String> ofDeleted(Found<?> found) {
        return switch (found.state()) {
            case VpnGatewayAttachment _ ->
                    List.of("VPN gateway " + found.id() + ", which is only detached");
            case NatGateway gateway
                    when gateway.address() instanceof NatGateway.Static(String ip) ->
                    List.of("Elastic IP address " + ip + ", which Sila did not allocate");
            default -> List.of();
        };
    }
}
