package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sila dies before, or right after, each call of making and of deleting an environment with a
 * resource of every kind. Run again, it must reach the same end, with nothing doubled or orphaned.
 */
class DeathTest {
    private static final String ATTEMPTS = "aws.maxAttempts";

    private final List<Spec> wanted = new Specimens("ci").all();

    /**
     * The dead do not try again: without this each of their calls would be repeated with growing
     * pauses.
     */
    @BeforeAll
    static void onlyOneAttempt() {
        System.setProperty(ATTEMPTS, "1");
    }

    @AfterAll
    static void asUsual() {
        System.clearProperty(ATTEMPTS);
    }

    @Test
    void diesBeforeEachCallOfMaking() {
        long calls = callsOf(List.of(), wanted);
        for (long call = 1; call <= calls; call++) {
            long moment = call;
            survive("before call " + call, faults -> faults.dieBefore(moment), List.of(), wanted);
        }
        assertThat(calls).isGreaterThan(40);
    }

    @Test
    void diesAfterEachCallOfMaking() {
        long calls = callsOf(List.of(), wanted);
        for (long call = 1; call <= calls; call++) {
            long moment = call;
            survive("after call " + call, faults -> faults.dieAfter(moment), List.of(), wanted);
        }
    }

    @Test
    void diesBeforeAndAfterEachCallOfDeleting() {
        long calls = callsOf(wanted, List.of());
        for (long call = 1; call <= calls; call++) {
            long moment = call;
            survive("before call " + call, faults -> faults.dieBefore(moment), wanted, List.of());
            survive("after call " + call, faults -> faults.dieAfter(moment), wanted, List.of());
        }
        assertThat(calls).isGreaterThan(40);
    }

    private interface Fate {
        void befalls(Faults faults);
    }

    private static long callsOf(List<Spec> before, List<Spec> after) {
        Faults faults = new Faults();
        try (Stage stage = new Stage(faults, Realm.standard())) {
            run(stage.cloud(), before);
            faults.clear();
            run(stage.cloud(), after);
            return faults.journal().size();
        }
    }

    private static void run(Cloud cloud, List<Spec> wanted) {
        assertThat(cloud.applier().apply(plan(cloud, wanted), Progress.NONE).problems()).isEmpty();
    }

    private static Plan plan(Cloud cloud, List<Spec> wanted) {
        return cloud.planner().plan(new Scope("ci", Set.of()), Environments.kinds(), wanted);
    }

    private static void survive(String when, Fate fate, List<Spec> before, List<Spec> after) {
        Faults faults = new Faults();
        try (Stage stage = new Stage(faults, Realm.standard())) {
            Map<String, Integer> empty = inventory(stage);
            run(stage.cloud(), before);
            faults.clear();
            try (Cloud doomed = stage.sila()) {
                fate.befalls(faults);
                dieIn(doomed, after);
            }
            faults.clear();
            try (Cloud next = stage.sila()) {
                Plan rest = plan(next, after);
                assertThat(next.applier().apply(rest, Progress.NONE).problems())
                        .as("%s: %s", when, PlanText.lines(rest))
                        .isEmpty();
                assertThat(PlanText.lines(plan(next, after))).as(when).hasSize(1);
                run(next, List.of());
            }
            stage.settle();
            assertThat(inventory(stage)).as(when).isEqualTo(empty);
        }
    }

    private static void dieIn(Cloud doomed, List<Spec> wanted) {
        try {
            doomed.applier().apply(plan(doomed, wanted), Progress.NONE);
        } catch (RuntimeException death) {
            // It died while it was still reading.
        }
    }

    /** How many things of each sort the account holds, whoever they belong to. */
    private static Map<String, Integer> inventory(Stage stage) {
        Map<String, Integer> counts = new TreeMap<>();
        Account account = new Account(stage.cloud().clients());
        account.counts().forEach(counts::put);
        return counts;
    }
}
