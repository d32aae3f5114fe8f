package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Addresses;
import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.Volumes.Disk;
import dev.sila.cli.operation.Captures;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Patience;
import dev.sila.cli.operation.SnapshotMaker;
import dev.sila.engine.Tags;
import dev.sila.problem.ProblemException;
import dev.sila.rehearsal.FleetOrdeal.Deed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sila dies in the calls of the commands of pipelines, fleets, addresses and snapshots; run again,
 * each reaches the end of an undisturbed run, and neighbours stay as they are. After a few calls of
 * each; {@code -Ddeath.fleets=true} kills before and after all of them.
 */
final class FleetDeathTest {
    private static final Manner HASTY_ROLL_BACK =
            new Manner(
                    new Patience(Duration.ofMinutes(5), Duration.ofMinutes(2)), true, null, true);

    @TempDir private Path folder = Path.of("");

    private FleetOrdeal ordeal;
    private Shop shop;
    private Stage stage;
    private Shopkeeper keeper;

    @BeforeEach
    void open() {
        ordeal = new FleetOrdeal(folder);
        shop = ordeal.shop();
        stage = ordeal.stage();
        keeper = new Shopkeeper(shop);
    }

    @AfterEach
    void close() {
        ordeal.close();
    }

    private void suffer(Deed... deeds) {
        for (Deed each : deeds) {
            ordeal.suffer(each);
        }
        assertThat(ordeal.failures()).isEmpty();
        assertThat(ordeal.deaths()).isGreaterThanOrEqualTo(deeds.length);
    }

    @Test
    void pipelinesAreBroughtUpCycledAndTakenDownWhereverSilaDies() {
        shop.pipeline(FleetOrdeal.rows(shop, "mhcdata", "mhcfoo"));
        Set<String> all = Set.of("mhcdata", "mhcfoo");
        suffer(
                new Deed("pipeline up", () -> keeper.down(stage.cloud(), all), keeper::up),
                new Deed("pipeline cycle", () -> keeper.up(stage.cloud()), keeper::cycle),
                new Deed(
                        "pipeline down",
                        () -> keeper.up(stage.cloud()),
                        cloud -> keeper.down(cloud, all)),
                new Deed(
                        "fleet down",
                        () -> keeper.up(stage.cloud()),
                        cloud -> keeper.down(cloud, Set.of("mhcfoo"))));
    }

    private void refresh(Cloud cloud) {
        keeper.refresh(cloud, "mhcfoo");
        assertThat(Shopkeeper.refreshes(cloud, "mhcfoo"))
                .as("one for each new image")
                .isEqualTo(images - 1);
    }

    private int images;

    private void another() {
        shop.pipeline(FleetOrdeal.rows(shop, "mhcfoo"));
        images++;
        keeper.up(stage.cloud());
    }

    @Test
    void hostsAreReplacedOnceWhereverSilaDies() {
        another();
        suffer(new Deed("fleet refresh", this::another, this::refresh));

        another();
        ordeal.faults().loseReply("StartInstanceRefresh", 1);
        refresh(stage.cloud());
        another();
        ordeal.faults().clear();
        ordeal.faults().loseRequest("StartInstanceRefresh", 1);
        refresh(stage.cloud());
    }

    /**
     * What a run that died has made stays, and what the next one changes is rolled back by it; once
     * the cause is gone nothing tells of either.
     */
    @Test
    void aRollBackLeavesNothingThatIsNotPutRight() {
        String good = FleetOrdeal.rows(shop, "mhcdata");
        String bad =
                good.replace(",1,1,2,", ",2,2,2,")
                        + "2,mhcnew,1,1,1,t3.small,yes,"
                        + shop.image("mhcnew", "never")
                        + "\n";
        shop.pipeline(good);
        keeper.up(stage.cloud());
        suffer(
                new Deed(
                        "pipeline up --on-failure roll-back",
                        () -> {},
                        cloud -> {
                            shop.pipeline(bad);
                            assertThatThrownBy(() -> shop.up(cloud, HASTY_ROLL_BACK))
                                    .isInstanceOf(ProblemException.class)
                                    .hasMessageContaining("of mhcnew");
                            shop.pipeline(good);
                            keeper.down(cloud, Set.of("mhcnew"));
                            keeper.up(cloud);
                        }));
    }

    private void release(Cloud cloud) {
        Addresses addresses = new Addresses(cloud.clients().ec2());
        addresses.all().stream()
                .filter(each -> each.name().equals("door"))
                .forEach(addresses::release);
    }

    private static void allocate(Cloud cloud) {
        Addresses addresses = new Addresses(cloud.clients().ec2());
        if (addresses.free("door").isEmpty()) {
            addresses.allocate("door", Instant.EPOCH, "one");
        }
    }

    @Test
    void anAddressIsAllocatedAndReleasedOnceWhereverSilaDies() {
        suffer(
                new Deed(
                        "eip allocate",
                        () -> release(stage.cloud()),
                        FleetDeathTest::allocate,
                        false),
                new Deed("eip release", () -> allocate(stage.cloud()), this::release, false));
        release(stage.cloud());
        ordeal.faults().clear();
        ordeal.faults().loseReply("AllocateAddress", 1).loseReply("ReleaseAddress", 1);
        allocate(stage.cloud());
        release(stage.cloud());
    }

    @Test
    void anAddressWithoutNameTellsWhichRunAllocatedIt() {
        Addresses addresses = new Addresses(stage.cloud().clients().ec2());
        ordeal.faults().clear();
        ordeal.faults().loseReply("AllocateAddress", 1);
        Addresses.Address made = addresses.allocate("", stage.now(), "one");
        ordeal.faults().dieAfter("AllocateAddress", 2);
        assertThatThrownBy(() -> addresses.allocate("", stage.now(), "two"))
                .isInstanceOf(RuntimeException.class);
        ordeal.faults().clear();
        assertThat(addresses.all())
                .filteredOn(each -> !each.allocated().isEmpty())
                .contains(made)
                .extracting(Addresses.Address::allocated)
                .containsExactlyInAnyOrder(
                        made.allocated(), made.allocated().replace("run one", "run two"));
    }

    private Map<Disk, Tags> disks() {
        Map<Disk, Tags> disks = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            String volume =
                    stage.cloud()
                            .clients()
                            .ec2()
                            .createVolume(each -> each.availabilityZone("us-east-1a").size(3))
                            .volumeId();
            disks.put(
                    new Disk(volume, "", "", Tags.NONE),
                    SnapshotMaker.tags(Shop.NAME, "mhcdata", "retail"));
        }
        stage.settle();
        return disks;
    }

    private List<Snapshot> captured() {
        return new Snapshots(stage.cloud().clients().ec2(), stage.cloud().waiter()).of(Shop.NAME);
    }

    private static boolean finished(Snapshot snapshot) {
        return !snapshot.tags().containsKey("sila:capture");
    }

    @Test
    void aDiskIsCapturedOnceWhereverSilaDies() {
        Map<Disk, Tags> disks = disks();
        Snapshots snapshots = new Snapshots(stage.cloud().clients().ec2(), stage.cloud().waiter());
        suffer(
                new Deed(
                        "snapshot capture",
                        () -> snapshots.delete(captured()),
                        cloud -> {
                            // Where the last call took effect all is done: the next is another.
                            boolean over = captured().stream().anyMatch(FleetDeathTest::finished);
                            new Captures(cloud, shop.progress()).take(Shop.NAME, disks);
                            assertThat(captured())
                                    .hasSize(over ? 4 : 2)
                                    .allMatch(FleetDeathTest::finished);
                        },
                        false));
        snapshots.delete(captured());
        ordeal.faults().clear();
        ordeal.faults().loseReply("CreateSnapshot", 2);
        new Captures(stage.cloud(), shop.progress()).take(Shop.NAME, disks);
        assertThat(captured()).hasSize(2);
    }
}
