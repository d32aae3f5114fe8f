package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.Refreshes;
import dev.sila.aws.Rosters;
import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.TemplateSnapshots;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Leftovers;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.SnapshotMaker;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Tags;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Hostclasses one by one: views, leftovers, refreshes, and their snapshots. */
class FleetTest {
    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @TempDir private Path folder = Path.of("");

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(stage, folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private List<FleetRow> rows() {
        return new FleetView(stage.cloud(), Shop.NAME).rows();
    }

    private void two(int foo, int foobar) {
        shop.pipeline(
                "1,mhcfoo,0,%d,4,t3.small,no,%s\n1,mhcfoobar,0,%d,4,t3.small,no,%s\n"
                        .formatted(
                                foo,
                                shop.image("mhcfoo", "never"),
                                foobar,
                                shop.image("mhcfoobar", "never")));
        shop.up(stage.cloud(), Manner.STANDARD);
    }

    @Test
    void aHostclassIsNotSeenInOneWhoseNameBeginsAlike() {
        two(1, 2);
        assertThat(rows())
                .extracting(FleetRow::hostclass, FleetRow::hosts, FleetRow::inService)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mhcfoo", 1, 1),
                        org.assertj.core.groups.Tuple.tuple("mhcfoobar", 2, 2));
        assertThat(new FleetView(stage.cloud(), Shop.NAME).rosters(Set.of("mhcfoo")))
                .singleElement()
                .extracting(Rosters.Roster::hostclass)
                .isEqualTo("mhcfoo");
        Fleets fleets = shop.fleets(stage.cloud());
        Shop.require(stage.apply(fleets.destruction(Shop.NAME, Set.of("mhcfoo"))));
        assertThat(shop.groups()).containsExactly("mhcfoobar");
        assertThat(new FleetView(stage.cloud(), "sho").rows()).isEmpty();
    }

    @Test
    void inServiceIsWhomItsClassicBalancerSendsRequestsTo() {
        shop.hostclasses("[mhcfoo]\nelb=yes\nlb_type=classic\nelb_health_check_url=/\n");
        two(2, 1);
        assertThat(rows()).extracting(FleetRow::inService).containsExactly(2, 1);
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
        var classic = stage.cloud().clients().classicLoadBalancing();
        String balancer =
                classic.describeLoadBalancers()
                        .loadBalancerDescriptions()
                        .getFirst()
                        .loadBalancerName();
        String host = shop.hosts("mhcfoo").getFirst().instanceId();
        classic.deregisterInstancesFromLoadBalancer(
                each -> each.loadBalancerName(balancer).instances(one -> one.instanceId(host)));
        stage.pass(Duration.ofMinutes(1));
        assertThat(rows()).extracting(FleetRow::inService).containsExactly(1, 1);
        assertThat(new FleetView(stage.cloud(), Shop.NAME).rosters(Set.of("mhcfoo")))
                .singleElement()
                .satisfies(each -> assertThat(each.serving()).hasSize(1).doesNotContain(host));
    }

    @Test
    void emptyGroupsAndUnusedTemplatesAreLeftOver() {
        two(0, 1);
        String group = rows().getFirst().group();
        stage.cloud()
                .clients()
                .autoScaling()
                .putScheduledUpdateGroupAction(each ->
                        each.autoScalingGroupName(group)
                                .scheduledActionName("morning")
                                .recurrence("0 8 * * *")
                                .desiredCapacity(1));
        Leftovers leftovers = new Leftovers(stage.cloud(), Shop.NAME);
        assertThat(leftovers.plan().isEmpty()).isTrue();
        stage.cloud()
                .clients()
                .autoScaling()
                .deleteScheduledAction(
                        each -> each.autoScalingGroupName(group).scheduledActionName("morning"));

        Plan plan = leftovers.plan();
        assertThat(plan.actions()).allMatch(each -> each.key().name().startsWith("shop_mhcfoo"));
        assertThat(plan.actions()).noneMatch(each -> each.key().name().contains("foobar"));
        assertThat(plan.counts().delete()).isEqualTo(plan.actions().size()).isEqualTo(4);
        Shop.require(stage.apply(plan));
        assertThat(leftovers.plan().isEmpty()).isTrue();
        assertThat(rows()).extracting(FleetRow::hostclass).containsExactly("mhcfoobar");
        assertThat(new Leftovers(stage.cloud(), "shop2").plan().isEmpty()).isTrue();
    }

    @Test
    void hostsOfATemplateThatIsGoneAreOutdatedThoughTheVersionsNumberIsTheSame() {
        two(2, 1);
        stage.cloud()
                .clients()
                .ec2()
                .deleteLaunchTemplate(each -> each.launchTemplateName("shop_mhcfoo"));
        shop.up(stage.cloud(), Manner.STANDARD);
        assertThat(rows()).extracting(FleetRow::outdated).containsExactly(2, 0);
    }

    @Test
    void aRefreshReplacesWhatIsOfAnOlderTemplate() {
        two(3, 1);
        String other = shop.image("mhcfoo", "never");
        shop.pipeline("1,mhcfoo,0,3,4,t3.small,no," + other + "\n");
        shop.up(stage.cloud(), Manner.STANDARD);
        FleetRow before = rows().getFirst();
        assertThat(before.outdated()).isEqualTo(3);

        Refreshes refreshes = new Refreshes(stage.cloud().clients().autoScaling());
        String id = refreshes.start(String.valueOf(before.group()), 100, 110);
        assertThat(refreshes.active(String.valueOf(before.group()))).isPresent();
        for (int i = 0; i < 60 && rows().getFirst().outdated() > 0; i++) {
            stage.pass(Duration.ofMinutes(1));
            assertThat(rows().getFirst().inService()).isGreaterThanOrEqualTo(3);
        }
        stage.settle();
        assertThat(refreshes.state(String.valueOf(before.group()), id).succeeded()).isTrue();
        assertThat(rows().getFirst().outdated()).isZero();
        assertThat(rows().getLast().outdated()).isZero();
        assertThat(shop.hosts("mhcfoo")).allMatch(each -> each.imageId().equals(other));
        assertThat(PlanText.lines(shop.plan(stage.cloud()).plan())).hasSize(1);
    }

    private Tags tags(String hostclass) {
        return SnapshotMaker.tags(Shop.NAME, hostclass, "retail");
    }

    @Test
    void theFirstSnapshotIsMadeOnceWhereverSilaDies() {
        faults.clear();
        Snapshot made =
                new SnapshotMaker(stage.cloud()).empty("shop", "mhcfoo", 5, true, tags("mhcfoo"));
        List<String> calls = faults.journal();
        assertThat(made.sizeGib()).isEqualTo(5);
        assertThat(made.encrypted()).isTrue();
        assertThat(made.productLine()).isEqualTo("retail");
        for (String action : List.of("CreateVolume", "CreateSnapshot", "DeleteVolume")) {
            assertThat(calls).contains(action);
            for (boolean before : List.of(true, false)) {
                dies(action, before);
            }
        }
    }

    private void dies(String action, boolean before) {
        ec2.describeSnapshots(each -> each.ownerIds("self")).snapshots().stream()
                .filter(each -> each.tags().stream().anyMatch(tag -> tag.key().equals("env")))
                .forEach(each ->
                        ec2.deleteSnapshot(request -> request.snapshotId(each.snapshotId())));
        stage.settle();
        int volumes = ec2.describeVolumes().volumes().size();
        faults.clear();
        Faults fate = before ? faults.dieBefore(action, 1) : faults.dieAfter(action, 1);
        try (Cloud doomed = stage.sila()) {
            new SnapshotMaker(doomed).empty("shop", "mhcfoo", 5, true, tags("mhcfoo"));
        } catch (SdkException dead) {
            assertThat(fate.dead()).isTrue();
        }
        faults.clear();
        new SnapshotMaker(stage.cloud()).empty("shop", "mhcfoo", 5, true, tags("mhcfoo"));
        stage.settle();
        assertThat(ec2.describeVolumes().volumes()).as(action).hasSize(volumes);
        Snapshots snapshots = new Snapshots(ec2, stage.cloud().waiter());
        // One that was complete before the death at the very end is followed by another.
        assertThat(snapshots.of("shop"))
                .as(action)
                .hasSizeBetween(1, action.equals("DeleteVolume") && !before ? 2 : 1);
    }

    @Test
    void aTemplateGetsAnotherSnapshot() {
        two(0, 1);
        SnapshotMaker maker = new SnapshotMaker(stage.cloud());
        Snapshot first = maker.empty("shop", "mhcfoo", 5, true, tags("mhcfoo"));
        Snapshot second = maker.empty("shop", "mhcfoo", 9, true, tags("mhcfoo"));
        var made =
                ec2.createLaunchTemplateVersion(each ->
                        each.launchTemplateName("shop_mhcfoo")
                                .sourceVersion("1")
                                .launchTemplateData(data ->
                                        data.blockDeviceMappings(
                                                disk ->
                                                        disk.deviceName("/dev/sdb")
                                                                .ebs(ebs -> ebs.volumeSize(7)),
                                                disk ->
                                                        disk.deviceName("/dev/sdc")
                                                                .ebs(ebs ->
                                                                        ebs.snapshotId(
                                                                                        first
                                                                                                .snapshotId())
                                                                                .volumeSize(5)))));
        long version = made.launchTemplateVersion().versionNumber();
        ec2.modifyLaunchTemplate(each ->
                each.launchTemplateName("shop_mhcfoo").defaultVersion(String.valueOf(version)));
        TemplateSnapshots templates = new TemplateSnapshots(ec2);
        assertThat(templates.used()).contains(first.snapshotId());

        templates.change(templates.device("shop_mhcfoo"), second.snapshotId(), second.sizeGib());

        TemplateSnapshots.Device now = templates.device("shop_mhcfoo");
        assertThat(now.snapshotId()).isEqualTo(second.snapshotId());
        assertThat(now.name()).isEqualTo("/dev/sdc");
        assertThat(now.version().launchTemplateData().blockDeviceMappings())
                .extracting(each -> each.ebs().volumeSize())
                .containsExactly(7, 9);
        assertThat(templates.used())
                .contains(second.snapshotId())
                .doesNotContain(first.snapshotId());
    }
}
