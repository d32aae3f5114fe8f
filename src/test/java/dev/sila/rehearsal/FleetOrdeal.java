package dev.sila.rehearsal;

import dev.sila.aws.lease.Owner;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Manner;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.rehearsal.AccountDump.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Lets Sila die in the calls of a command of fleets, and runs the command again: in environment
 * {@code shop}, beside {@code shop2} with the same hostclasses, and beside a hostclass of its own
 * whose name begins like that of another. One death follows the other in the same cloud. Every
 * other one of the dead had its run on the machine of the next, which may then take the lease over
 * at once; the others' leases have to end.
 */
final class FleetOrdeal implements AutoCloseable {
    /** After how many changes to die, unless everywhere. */
    private static final int FEW = 3;

    /** Whether to die before and after every call; else after a few of them. */
    static final boolean EVERYWHERE = Boolean.getBoolean("death.fleets");

    /** How long a run waits for another's lease, and for what is in the way of a deletion. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());
    private final AccountDump dump = stage.dump();
    private final Shop shop;
    private final Scene scene;
    private final Set<String> neighbours;
    private final List<String> told = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int deaths;

    /**
     * What stands there.
     *
     * @param network {@code disco_vpc.ini} of an environment {@code shop}
     * @param hostclasses the lines of {@code disco_aws.ini} for an environment
     * @param others the hostclasses of the environment beside
     * @param alike a hostclass whose name begins like that of another
     */
    record Scene(
            String network, UnaryOperator<String> hostclasses, List<String> others, String alike) {
        static final Scene PLAIN =
                new Scene(Shop.NETWORK, name -> "", List.of("mhcdata", "mhcfoo"), "mhcfoobar");
    }

    /**
     * A command.
     *
     * @param prepare makes the world so that there is something to do; not disturbed
     * @param run the command; dies, and is run again
     * @param inTurn whether it takes the environment's lease
     */
    record Deed(String name, Runnable prepare, Consumer<Cloud> run, boolean inTurn) {
        Deed(String name, Runnable prepare, Consumer<Cloud> run) {
            this(name, prepare, run, true);
        }
    }

    FleetOrdeal(Path folder) {
        this(folder, Scene.PLAIN, stage -> {});
    }

    /**
     * @param before what the account has before the environments
     */
    FleetOrdeal(Path folder, Scene scene, Consumer<Stage> before) {
        this.scene = scene;
        before.accept(stage);
        Shop other = shop(folder, "shop2");
        other.pipeline(rows(other, scene.others().toArray(String[]::new)));
        other.up(stage.cloud(), Manner.STANDARD);
        shop = shop(folder, Shop.NAME);
        shop.pipeline(rows(shop, scene.alike()));
        shop.up(stage.cloud(), Manner.STANDARD);
        stage.settle();
        neighbours = new HashSet<>();
        dump.read().stream()
                .map(Scenery::text)
                .filter(this::isOfNeighbours)
                .forEach(neighbours::add);
    }

    private Shop shop(Path folder, String name) {
        Shop made = new Shop(stage, folder.resolve(name), name, scene.network());
        made.hostclasses(scene.hostclasses().apply(name));
        return made;
    }

    private boolean isOfNeighbours(String text) {
        return text.contains("shop2") || text.contains(scene.alike());
    }

    /** A row for each of these hostclasses, each in a sequence of its own, with a smoke test. */
    static String rows(Shop shop, String... hostclasses) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < hostclasses.length; i++) {
            String image = shop.image(hostclasses[i], "20");
            rows.append(i + 1 + "," + hostclasses[i] + ",1,1,2,t3.small,yes," + image + "\n");
        }
        return rows.toString();
    }

    Shop shop() {
        return shop;
    }

    Stage stage() {
        return stage;
    }

    Faults faults() {
        return faults;
    }

    /** How often Sila died so far. */
    int deaths() {
        return deaths;
    }

    /** What the runs said of their leases. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** What went wrong so far. */
    List<String> failures() {
        return failures;
    }

    /** Lets Sila die in the deed's calls, one after the other. */
    void suffer(Deed deed) {
        begin(deed);
        run(deed, Tenure.HERE);
        int calls = faults.journal().size();
        List<Ordeal.Moment> moments = chosen(Ordeal.moments(faults, EVERYWHERE));
        faults.clear();
        stage.settle();
        List<String> end = ours();
        int before = deaths;
        moments.forEach(each -> die(deed, each, end));
        System.out.printf("%-40s %5d calls %5d deaths%n", deed.name(), calls, deaths - before);
    }

    private void die(Deed deed, Ordeal.Moment moment, List<String> end) {
        try {
            begin(deed);
        } catch (RuntimeException | AssertionError failure) {
            fail(deed, "could not be prepared for death " + moment + ": " + failure);
            return;
        }
        moment.befalls(faults);
        try {
            run(deed, deaths % 2 == 0 ? Tenure.GONE : Tenure.ELSEWHERE);
        } catch (RuntimeException | AssertionError death) {
            // So it should be.
        }
        boolean died = faults.dead();
        faults.clear();
        deaths += died ? 1 : 0;
        if (!died && !mayBeMissed(moment)) {
            fail(deed, "there was no death " + moment);
        }
        String failure = recovered(deed, end);
        if (!failure.isEmpty()) {
            fail(deed, "death " + moment + ": " + failure);
        }
    }

    private void begin(Deed deed) {
        faults.clear();
        deed.prepare().run();
        stage.settle();
        faults.clear();
    }

    private void fail(Deed deed, String what) {
        failures.add(deed.name() + ", " + what);
        System.out.println("FAILED " + failures.getLast());
    }

    /** A lease is renewed as often as waits take. */
    private static boolean mayBeMissed(Ordeal.Moment moment) {
        return moment.waits() || moment.action().equals("CreateTags");
    }

    /** What is wrong after the same command ran again; empty if nothing is. */
    private String recovered(Deed deed, List<String> end) {
        try {
            run(deed, Tenure.HERE);
            return difference(end);
        } catch (RuntimeException | AssertionError again) {
            return again.toString();
        }
    }

    /** As the program does it: with the environment's lease, if the command takes one. */
    private void run(Deed deed, Owner owner) {
        Tenure tenure = new Tenure(stage);
        try (Cloud cloud = stage.sila((wait, soFar) -> tenure.tick(), PATIENCE)) {
            if (deed.inTurn()) {
                tenure.begin(cloud, owner, PATIENCE, told);
            }
            deed.run().accept(cloud);
            tenure.end();
        }
    }

    /** After the last call of each of some actions that change something, and of one that waits. */
    private static List<Ordeal.Moment> chosen(List<Ordeal.Moment> all) {
        if (EVERYWHERE) {
            return all;
        }
        Map<String, Ordeal.Moment> changes = new LinkedHashMap<>();
        Map<String, Ordeal.Moment> waits = new LinkedHashMap<>();
        all.stream()
                .filter(Ordeal.Moment::inEffect)
                .forEach(each -> (each.waits() ? waits : changes).put(each.action(), each));
        List<Ordeal.Moment> chosen = new ArrayList<>();
        int step = Math.ceilDiv(changes.size(), FEW);
        List<Ordeal.Moment> each = List.copyOf(changes.values());
        for (int i = 0; i < each.size(); i += step) {
            chosen.add(each.get(i));
        }
        waits.values().stream().findFirst().ifPresent(chosen::add);
        return chosen;
    }

    private String difference(List<String> end) {
        stage.settle();
        Set<String> touched = new HashSet<>(neighbours);
        List<Entry> account = dump.read();
        account.stream().map(Scenery::text).forEach(touched::remove);
        return touched.isEmpty()
                ? Scenery.difference(end, ours(account))
                : "changed of others: " + touched;
    }

    private List<String> ours() {
        return ours(dump.read());
    }

    private List<String> ours(List<Entry> account) {
        return Masking.of(
                account.stream().filter(each -> !isOfNeighbours(Scenery.text(each))).toList());
    }

    @Override
    public void close() {
        dump.close();
        stage.close();
    }
}
