package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Wait;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Networks;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What hosts are launched from: images by stage, snapshots, sizes that times change. */
class LaunchTest {
    private static final String HEAD =
            "sequence,hostclass,min_size,desired_size,max_size,extra_space,extra_disk,iops,ami\n";

    @TempDir private Path folder;

    private final Stage stage = new Stage();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("disco_vpc.ini"),
                """
                [envtype:shop]
                zones=2
                intranet_cidr=auto
                ami_stage=tested,untested
                [env:shop]
                vpc_cidr=10.30.0.0/20
                [env:shop2]
                type=shop
                vpc_cidr=10.31.0.0/20
                """);
        Files.writeString(
                folder.resolve("disco_aws.ini"),
                """
                [disco_aws]
                project_name=shop
                default_meta_network=intranet
                [mhcweb]
                [mhcwebbar]
                """);
        Files.createDirectories(folder.resolve("pipelines"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan plan(String rows) {
        return plan("shop", rows);
    }

    private Plan plan(String environment, String rows) {
        try {
            Files.writeString(folder.resolve("pipelines/shop.csv"), HEAD + rows);
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
        Configuration files = ConfigurationReader.read(folder);
        Environments environments =
                new Environments(
                        stage.cloud(),
                        new Networks(stage.cloud(), files),
                        new Fleets(stage.cloud(), files));
        return environments.plan(
                new Networks.Request(environment, null, Map.of()), List.of("shop"));
    }

    private void bring(String rows) {
        Plan plan = plan(rows);
        assertThat(stage.apply(plan).problems()).as("%s", PlanText.lines(plan)).isEmpty();
        assertThat(PlanText.lines(plan(rows))).hasSize(1);
    }

    private <S extends Spec> S present(Class<S> type, String rows) {
        return plan(rows).found().stream()
                .map(Found::state)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static LaunchTemplate wanted(Plan plan) {
        return plan.changes().stream()
                .filter(Change.Create.class::isInstance)
                .map(each -> ((Change.Create<?>) each).wanted())
                .filter(LaunchTemplate.class::isInstance)
                .map(LaunchTemplate.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private String snapshot(int size, Map<String, String> tags) {
        String volume =
                ec2.createVolume(request -> request.availabilityZone("us-east-1a").size(size))
                        .volumeId();
        stage.cloud()
                .waiter()
                .until(
                        Wait.brief("volume", 10),
                        () ->
                                ec2.describeVolumes(r -> r.volumeIds(volume))
                                        .volumes()
                                        .getFirst()
                                        .stateAsString()
                                        .equals("available"));
        String id = ec2.createSnapshot(request -> request.volumeId(volume)).snapshotId();
        stage.cloud()
                .waiter()
                .until(
                        Wait.brief("snapshot", 60),
                        () ->
                                ec2.describeSnapshots(r -> r.snapshotIds(id))
                                        .snapshots()
                                        .getFirst()
                                        .stateAsString()
                                        .equals("completed"));
        tag(id, tags);
        ec2.deleteVolume(request -> request.volumeId(volume));
        return id;
    }

    private void tag(String id, Map<String, String> tags) {
        tags.forEach((key, value) ->
                ec2.createTags(
                        request -> request.resources(id).tags(tag -> tag.key(key).value(value))));
    }

    private String image(String name, int rootGiB, Map<String, String> tags) {
        String snapshot = snapshot(rootGiB, Map.of());
        String id =
                ec2.registerImage(request ->
                                request.name(name)
                                        .architecture("x86_64")
                                        .virtualizationType("hvm")
                                        .rootDeviceName("/dev/sda1")
                                        .blockDeviceMappings(disk ->
                                                disk.deviceName("/dev/sda1")
                                                        .ebs(each -> each.snapshotId(snapshot))))
                        .imageId();
        tag(id, tags);
        return id;
    }

    @Test
    void anImageIsChosenByStageThenAgeAndPrivateOnesOnlyByName() {
        String old = image("mhcweb 100", 10, Map.of("stage", "tested"));
        image("mhcweb 200", 10, Map.of("stage", "untested"));
        image("mhcwebbar 900", 10, Map.of("stage", "tested"));
        String hidden = image("mhcweb 300", 20, Map.of("stage", "tested", "is_private", "True"));
        assertThat(wanted(plan("1,mhcweb,,1,\n")).imageId()).isEqualTo(old);
        LaunchTemplate named = wanted(plan("1,mhcweb,,1,,5,,," + hidden + "\n"));
        assertThat(named.imageId()).isEqualTo(hidden);
        assertThat(named.blockDevices())
                .containsExactly(new LaunchTemplate.Volume("/dev/sda1", 25, "gp3", null, null));
        bring("1,mhcweb,,1,\n");
    }

    @Test
    void everyImageThatIsMissingIsToldBeforeAnythingChanges() {
        image("mhcwebbar 1", 8, Map.of("stage", "failed"));
        assertThatThrownBy(
                        () -> plan("1,mhcweb,,1,,,,,ami-00000000000000001\n2,mhcwebbar,,1,,,,,\n"))
                .hasMessageContaining("image ami-00000000000000001")
                .hasMessageContaining("hostclass mhcwebbar")
                .hasMessageContaining("There are some in failed.");
    }

    @Test
    void theNewestSnapshotOfTheHostclassInTheEnvironmentIsTheFirstDisk() {
        image("mhcweb 100", 10, Map.of("stage", "tested"));
        snapshot(30, Map.of("hostclass", "mhcweb", "env", "shop"));
        String newest = snapshot(40, Map.of("hostclass", "mhcweb", "env", "shop"));
        snapshot(50, Map.of("hostclass", "mhcweb", "env", "shop2"));
        snapshot(60, Map.of("hostclass", "mhcwebbar", "env", "shop"));
        String rows = "1,mhcweb,,1,,,100,5000,\n";
        assertThat(wanted(plan(rows)).blockDevices())
                .containsExactly(
                        new LaunchTemplate.Volume("/dev/sda1", 10, "gp3", null, null),
                        new LaunchTemplate.Volume("/dev/sdb", 40, "gp3", 5000, newest),
                        new LaunchTemplate.Volume("/dev/sdc", 100, "gp3", 5000, null));
        bring(rows);
        stage.pass(Duration.ofMinutes(5));
        assertThat(
                        ec2.describeVolumes().volumes().stream()
                                .filter(each -> newest.equals(each.snapshotId()))
                                .toList())
                .hasSize(1)
                .allMatch(each -> each.iops() == 5000 && each.size() == 40);
    }

    /** What times set is neither undone by a plan nor mistaken for what the files said. */
    @Test
    void sizesWithTimesAreLeftToTheirTimes() {
        image("mhcweb 100", 10, Map.of("stage", "tested"));
        String timed = "1,mhcweb,,1@30 10 * * *:3@45 1 * * *,\n";
        bring(timed);
        AutoScalingGroup made = present(AutoScalingGroup.class, timed);
        assertThat(made.minSize()).isZero();
        assertThat(made.maxSize()).isEqualTo(3);
        assertThat(real().desiredCapacity()).isEqualTo(3);
        stage.pass(Duration.ofHours(23));
        assertThat(real().desiredCapacity()).isEqualTo(1);
        assertThat(PlanText.lines(plan(timed))).hasSize(1);
        bring("1,mhcweb,,3,\n");
        assertThat(real().desiredCapacity()).isEqualTo(3);
        bring(timed);
        bring("1,mhcweb,0,0,0\n");
        assertThat(real().desiredCapacity()).isZero();
        assertThat(real().maxSize()).isZero();
        bring("1,mhcweb,,,\n");
    }

    /** AWS refuses a desired size outside of the bounds, so that a blank bound gives way. */
    @Test
    void blankBoundsGiveWayToTheOtherSizes() {
        image("mhcweb 100", 10, Map.of("stage", "tested"));
        bring("1,mhcweb,2,2,4\n");
        bring("1,mhcweb,,6,\n");
        assertThat(real().minSize()).isEqualTo(2);
        assertThat(real().maxSize()).isEqualTo(6);
        bring("1,mhcweb,,1,\n");
        assertThat(real().minSize()).isEqualTo(1);
        bring("1,mhcweb,8,,\n");
        assertThat(real().maxSize()).isEqualTo(8);
        bring("1,mhcweb,,,3\n");
        assertThat(real().minSize()).isEqualTo(3);
        bring("1,mhcweb,,0@0 1 * * *:9@0 2 * * *,\n");
        assertThat(real().minSize()).isZero();
        assertThat(real().maxSize()).isEqualTo(9);
    }

    private software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup real() {
        return stage.cloud()
                .clients()
                .autoScaling()
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst();
    }

    /** A pipeline's own plan finds the address that the environment keeps. */
    @Test
    void aKeptAddressHoldsItsHostsInItsZone() throws IOException {
        Files.writeString(
                folder.resolve("disco_aws.ini"),
                """
                [disco_aws]
                project_name=shop
                default_meta_network=intranet
                [mhcweb]
                """);
        image("mhcweb 100", 10, Map.of("stage", "tested"));
        bring("1,mhcweb,,1,,,,,\n");
        Files.writeString(
                folder.resolve("disco_aws.ini"),
                """
                [disco_aws]
                project_name=shop
                default_meta_network=intranet
                [mhcweb]
                ip_address=+5
                """);
        Configuration files = ConfigurationReader.read(folder);
        Fleets fleets = new Fleets(stage.cloud(), files);
        assertThatThrownBy(() -> fleets.plan("shop", fleets.pipeline("shop")))
                .hasMessageContaining("its ip_address is not reserved in shop yet");
        Networks networks = new Networks(stage.cloud(), files);
        Plan network = networks.plan(new Networks.Request("shop", null, Map.of()));
        assertThat(stage.apply(network).problems()).isEmpty();
        Plan plan = fleets.plan("shop", fleets.pipeline("shop")).plan();
        assertThat(stage.apply(plan).problems()).isEmpty();
        assertThat(fleets.plan("shop", fleets.pipeline("shop")).plan().isEmpty()).isTrue();
        assertThat(real().availabilityZones()).containsExactly("us-east-1a");
    }

    /** The capacity is remembered for the group, not told to its hosts. */
    @Test
    void hostsDoNotGetTheTagOfTheCapacity() {
        image("mhcweb 100", 10, Map.of("stage", "tested"));
        bring("1,mhcweb,,1@30 10 * * *:3@45 1 * * *,\n");
        stage.pass(Duration.ofMinutes(5));
        assertThat(
                        ec2.describeTags(request ->
                                        request.filters(filter ->
                                                filter.name("resource-type")
                                                        .values(ResourceType.INSTANCE.toString())))
                                .tags())
                .isNotEmpty()
                .noneMatch(each -> each.key().equals(AutoScalingGroup.DESIRED_CAPACITY));
    }
}
