package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.NetworkInterface;
import dev.sila.engine.Report;
import dev.sila.engine.Spec;
import dev.sila.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What is particular to reserved network interfaces. */
class NetworkInterfacesTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @AfterEach
    void close() {
        stage.close();
    }

    private List<Spec> network() {
        return List.of(ci.dhcp(), ci.vpc(), ci.subnet("b", 1), ci.group("web"));
    }

    private Report applied(List<Spec> wanted) {
        return stage.apply(stage.plan("ci", wanted));
    }

    private String subnet() {
        return ec2.describeSubnets(each ->
                        each.filters(
                                filter -> filter.name("tag:Name").values(ci.subnet("b", 1).name())))
                .subnets()
                .getFirst()
                .subnetId();
    }

    private String instance() {
        String id =
                ec2.runInstances(each ->
                                each.imageId(Specimens.IMAGE)
                                        .instanceType("t3.small")
                                        .minCount(1)
                                        .maxCount(1)
                                        .subnetId(subnet()))
                        .instances()
                        .getFirst()
                        .instanceId();
        stage.pass(Duration.ofMinutes(2));
        return id;
    }

    private List<Spec> reserved() {
        List<Spec> wanted = new java.util.ArrayList<>(network());
        wanted.add(ci.networkInterface());
        return wanted;
    }

    @Test
    void deletingWaitsForTheInstanceAndNamesIt() {
        assertThat(applied(reserved()).problems()).isEmpty();
        String reserved =
                ec2.describeNetworkInterfaces().networkInterfaces().getFirst().networkInterfaceId();
        String instance = instance();
        ec2.attachNetworkInterface(
                each -> each.instanceId(instance).networkInterfaceId(reserved).deviceIndex(1));

        assertThat(applied(network()).problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains("instance " + instance, "network interface ci_mhcdns (" + reserved);

        ec2.terminateInstances(each -> each.instanceIds(instance));
        assertThat(applied(network()).problems()).isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    void anAddressInUseSaysByWhom() {
        assertThat(applied(network()).problems()).isEmpty();
        String instance = instance();
        String address =
                ec2.describeInstances(each -> each.instanceIds(instance))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .privateIpAddress();
        NetworkInterface one = ci.networkInterface();
        List<Spec> wanted = new java.util.ArrayList<>(network());
        wanted.add(
                new NetworkInterface(
                        one.name(), one.subnet(), address, one.securityGroups(), one.tags()));
        assertThat(applied(wanted).problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains(address + " is in use", "eni-", "of instance " + instance);
    }
}
