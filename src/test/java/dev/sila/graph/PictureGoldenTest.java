package dev.sila.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.graph.EnvironmentGraph.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole pictures. {@code -Dgolden.update=true} writes the expectations anew: look at them then. */
final class PictureGoldenTest {
    private static final Path FOLDER = Path.of("src/test/pictures");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @Test
    void everythingThatIsDrawn() throws IOException {
        List<Spec> specs = Estate.whole().specs();
        Plan plan = Estate.plan(specs, specs);
        compare("whole.svg", EnvironmentGraph.of(plan, View.EXISTING).svg());
        compare("whole.dot", EnvironmentGraph.of(plan, View.EXISTING).dot());
    }

    @Test
    void beforeAndAfter() throws IOException {
        Plan plan = Estate.plan(Estate.whole().specs(), changed().specs());
        compare("diff.svg", EnvironmentGraph.of(plan, View.COMPARISON).svg());
        compare("diff.dot", EnvironmentGraph.of(plan, View.COMPARISON).dot());
    }

    /** Something of every sort: added, removed and changed. */
    static Estate changed() {
        Estate estate = Estate.whole().network("jump", 12, "a");
        estate.without(VpnGatewayAttachment.class, "e");
        estate.without(SecurityGroup.class, "e_data").without(Subnet.class, "e_data_a");
        estate.without(SecurityGroupRules.class, "e_data");
        estate.without(RouteTable.class, "e_data").without(NetworkInterface.class, "e_mhcdb");
        for (String zone : List.of("a", "b")) {
            var nat = new Ref<>(NatGateway.class, "e_dmz_" + zone);
            estate.table("apps_" + zone, Set.of(Estate.route("0.0.0.0/0", nat)), "apps", zone);
        }
        estate.table("jump", Set.of(Estate.route("198.51.100.0/24", Estate.INTERNET)), "a");
        estate.table("dmz", Set.of(Estate.route("0.0.0.0/0", Estate.INTERNET)), "a");
        estate.specs()
                .forEach(each -> {
                    if (each instanceof AutoScalingGroup group) {
                        estate.add(larger(group));
                    }
                });
        return otherRules(estate);
    }

    private static Estate otherRules(Estate estate) {
        estate.rules(
                "dmz",
                null,
                Estate.rule("tcp", 443, Estate.cidr("0.0.0.0/0")),
                Estate.rule("tcp", 443, Estate.cidr("::/0")),
                Estate.rule("icmp", -1, Estate.group("dmz")),
                Estate.rule("icmp", -1, Estate.group("apps")),
                Estate.rule("icmp", -1, Estate.group("jump")));
        estate.rules("jump", null, Estate.rule("tcp", 22, Estate.cidr("198.51.100.0/24")));
        return estate.rules(
                "apps",
                null,
                Estate.rule("tcp", 8443, Estate.group("dmz")),
                Estate.rule("tcp", 22, Estate.group("jump")),
                Estate.rule("udp", 53, Estate.group("apps")));
    }

    private static AutoScalingGroup larger(AutoScalingGroup group) {
        return new AutoScalingGroup(
                group.name(),
                group.launchTemplate(),
                group.mixedInstances(),
                2,
                12,
                6,
                group.subnets(),
                group.targetGroups(),
                Set.of(),
                "ELB",
                300,
                0,
                List.of(),
                Tags.NONE);
    }

    private static void compare(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
