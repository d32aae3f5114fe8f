package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Hosts;
import dev.sila.aws.ImageChoice;
import dev.sila.aws.Images;
import dev.sila.aws.Vpcs;
import dev.sila.aws.Zones;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;

/** What the verbs of the AWS side see on the local cloud. */
class VerbsTest {
    private static final ImageChoice ANY = new ImageChoice(List.of(), "tested", "", List.of());

    private final Stage stage = new Stage();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @AfterEach
    void close() {
        stage.close();
    }

    private String image(String name) {
        String volume =
                ec2.createVolume(each -> each.availabilityZone("us-east-1a").size(8)).volumeId();
        stage.settle();
        String snapshot = ec2.createSnapshot(each -> each.volumeId(volume)).snapshotId();
        stage.settle();
        EbsBlockDevice root = EbsBlockDevice.builder().snapshotId(snapshot).build();
        BlockDeviceMapping mapping =
                BlockDeviceMapping.builder().deviceName("/dev/sda1").ebs(root).build();
        RegisterImageRequest request =
                RegisterImageRequest.builder()
                        .name(name)
                        .rootDeviceName("/dev/sda1")
                        .blockDeviceMappings(mapping)
                        .build();
        return ec2.registerImage(request).imageId();
    }

    private Images images() {
        return new Images(ec2, stage.cloud().waiter());
    }

    @Test
    void theNewestImageOfExactlyTheHostclassIsChosen() {
        image("mhcweb 100");
        String newest = image("mhcweb 2000");
        image("mhcweb 300");
        image("mhcwebfront 9000");
        image("mhcweb draft");
        Map<String, Images.Chosen> chosen = images().newest(List.of("mhcweb"), ANY);
        assertThat(chosen)
                .containsExactly(Map.entry("mhcweb", new Images.Chosen(newest, "/dev/sda1", 8)));
        assertThat(images().named(Map.of(newest, Duration.ofMinutes(10))))
                .containsValue(chosen.get("mhcweb"));
    }

    @Test
    void everyHostclassWithoutAnImageIsNamedAtOnce() {
        image("mhcweb 100");
        assertThatThrownBy(() -> images().newest(List.of("mhcweb", "mhca", "mhcb"), ANY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problems()).hasSize(2));
    }

    @Test
    void hostsAreThoseOfTheEnvironmentAlone() {
        for (String environment : List.of("ci", "ci2")) {
            Specimens specimens = new Specimens(environment);
            assertThat(stage.apply(stage.plan(environment, specimens.all())).problems()).isEmpty();
        }
        stage.pass(Duration.ofMinutes(2));
        Hosts hosts = new Hosts(ec2);
        assertThat(hosts.of("ci"))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.state()).isEqualTo("running");
                    assertThat(host.group()).startsWith("ci_mhcweb_");
                    assertThat(host.privateAddress()).startsWith("10.0.");
                });
        String first = hosts.of("ci").getFirst().instanceId();
        hosts.terminate(first);
        stage.pass(Duration.ofMinutes(5));
        assertThat(hosts.of("ci"))
                .singleElement()
                .satisfies(host -> assertThat(host.instanceId()).isNotEqualTo(first));
    }

    @Test
    void zonesAndNetworksOfTheRegionAreSeen() {
        assertThat(new Zones(ec2).names())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(stage.apply(stage.plan("ci", new Specimens("ci").all())).problems()).isEmpty();
        Vpcs vpcs = new Vpcs(ec2);
        assertThat(vpcs.cidrs()).containsExactly("10.0.0.0/20", Neighbour.CIDR, "172.31.0.0/16");
        assertThat(vpcs.environments())
                .extracting(Vpcs.Environment::name)
                .containsExactly("ci", Neighbour.NAME);
    }

    @Test
    void theRangesBehindPeeringConnectionsCountAsLongAsTheConnectionsDo() {
        String here = vpc("10.0.0.0/20");
        String there = vpc("10.1.0.0/20");
        Vpcs vpcs = new Vpcs(ec2);
        assertThat(vpcs.peeredCidrs()).isEmpty();
        String connection =
                ec2.createVpcPeeringConnection(each -> each.vpcId(here).peerVpcId(there))
                        .vpcPeeringConnection()
                        .vpcPeeringConnectionId();
        stage.settle();
        ec2.acceptVpcPeeringConnection(each -> each.vpcPeeringConnectionId(connection));
        stage.settle();
        assertThat(vpcs.peeredCidrs()).containsExactly("10.0.0.0/20", "10.1.0.0/20");
        ec2.deleteVpcPeeringConnection(each -> each.vpcPeeringConnectionId(connection));
        assertThat(vpcs.peeredCidrs()).isEmpty();
    }

    private String vpc(String cidr) {
        return ec2.createVpc(each -> each.cidrBlock(cidr)).vpc().vpcId();
    }
}
