package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Topic;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.cli.operation.Remainders;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RemaindersTest {
    private static final Ref<Subnet> SUBNET = new Ref<>(Subnet.class, "ci_dmz_us-east-1a");
    private static final Topic TOPIC = new Topic("astro_topic", Tags.NONE);

    private static <S extends Spec> Found<S> found(String id, S state) {
        return new Found<>(id, state, Map.of());
    }

    private static Plan plan(List<Spec> wanted, Change<?>... changes) {
        return new Plan(
                new Scope("ci", Set.of()),
                wanted,
                List.of(),
                List.of(changes),
                List.of(),
                "",
                List.of());
    }

    private static Change<?> gone(String id, Spec state) {
        return new Change.Delete<>(found(id, state), false);
    }

    @Test
    void whatOthersMadeAndWhatWouldBeANuisanceToLoseIsNamed() {
        NatGateway.Address fixed = new NatGateway.Static("192.0.2.7");
        NatGateway.Address own =
                new NatGateway.Allocated(new Ref<>(ElasticIp.class, "ci_dmz_us-east-1a"));
        assertThat(
                        Remainders.of(
                                plan(
                                        List.of(TOPIC),
                                        gone(
                                                "nat-1",
                                                new NatGateway("a", SUBNET, fixed, Tags.NONE)),
                                        gone("nat-2", new NatGateway("b", SUBNET, own, Tags.NONE)),
                                        gone(
                                                "vgw-1",
                                                new VpnGatewayAttachment(
                                                        "ci", new Ref<>(Vpc.class, "ci"))),
                                        new Change.Keep<>(found("arn", TOPIC)))))
                .containsExactly(
                        "Elastic IP address 192.0.2.7, which Sila did not allocate",
                        "SNS topic astro_topic with its subscriptions, which nobody has to confirm"
                                + " again",
                        "VPN gateway vgw-1, which is only detached");
    }

    @Test
    void aPlanThatKeepsTheEnvironmentLeavesNothing() {
        Vpc vpc = new Vpc("ci", "10.0.0.0/16", null, null, null, Tags.NONE);
        assertThat(
                        Remainders.of(
                                plan(
                                        List.of(vpc, TOPIC),
                                        new Change.Keep<>(found("vpc-1", vpc)),
                                        new Change.Keep<>(found("arn", TOPIC)))))
                .isEmpty();
    }
}
