package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.lease.Lease;
import dev.sila.aws.lease.Leases;
import dev.sila.aws.lease.Owner;
import dev.sila.cli.operation.Cloud;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Three runs want the lease of one environment at the same moment, in any order of their calls; any
 * of them may die at any call. What they find: nothing, the lease of a run that is dead, or the
 * lease of one that slept past its end and wakes up meanwhile.
 */
final class LeaseRaceTest {
    private static final int RUNS = 3;
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Stage STAGE = new Stage();

    enum Before {
        NOTHING,
        EXPIRED,
        WAKING
    }

    @AfterContainer
    static void close() {
        STAGE.close();
    }

    @Provide
    Arbitrary<List<Interleaving.Death>> deaths() {
        Arbitrary<Interleaving.Death> never = Arbitraries.just(Interleaving.Death.NEVER);
        Arbitrary<Interleaving.Death> some =
                Combinators.combine(
                                Arbitraries.integers().between(1, 5), Arbitraries.of(true, false))
                        .as(Interleaving.Death::new);
        return Arbitraries.frequencyOf(Tuple.of(3, never), Tuple.of(1, some)).list().ofSize(RUNS);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers().between(0, 11).list().ofMaxSize(24);
    }

    @Property(tries = 200)
    void neverDoTwoHoldIt(
            @ForAll Before before,
            @ForAll("orders") List<Integer> order,
            @ForAll("deaths") List<Interleaving.Death> deaths)
            throws InterruptedException {
        String environment = "race" + NUMBER.incrementAndGet();
        List<Interleaving.Death> all = new ArrayList<>(deaths);
        all.add(Interleaving.Death.NEVER);
        Interleaving interleaving = new Interleaving(order, all);
        Map<Integer, Lease> held = new ConcurrentHashMap<>();
        Set<Integer> refused = ConcurrentHashMap.newKeySet();
        List<Runnable> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            int run = i;
            Leases leases = leases(STAGE.sila(interleaving.gate(run, STAGE.local().httpClient())));
            runs.add(() -> contend(leases, environment, run, held, refused));
        }
        runs.add(sleeper(before, environment, interleaving, held));

        interleaving.play(runs);

        List<Lease> living =
                held.entrySet().stream()
                        .filter(each -> !interleaving.dead(each.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        assertThat(held).doesNotContainKey(RUNS);
        assertThat(living).hasSizeLessThanOrEqualTo(1);
        boolean nobodyDied = deaths.stream().allMatch(each -> each.call() == 0);
        if (nobodyDied && before != Before.WAKING) {
            assertThat(living).hasSize(1);
            assertThat(refused).hasSize(RUNS - 1);
        }
        holdersCanGoOnAndOthersFollow(environment, living);
    }

    private static void holdersCanGoOnAndOthersFollow(String environment, List<Lease> holders) {
        assertThat(templates(environment)).isLessThanOrEqualTo(1);
        for (Lease lease : holders) {
            assertThat(lease.renew()).isTrue();
            lease.check();
            lease.close();
            assertThat(templates(environment)).isZero();
        }
        STAGE.pass(Leases.TERM);
        Lease next = leases(STAGE.cloud()).take(environment, owner(9), Duration.ZERO);
        next.check();
        next.close();
        assertThat(templates(environment)).isZero();
    }

    private static void contend(
            Leases leases,
            String environment,
            int run,
            Map<Integer, Lease> held,
            Set<Integer> refused) {
        try {
            held.put(run, leases.take(environment, owner(run), Duration.ZERO));
        } catch (ProblemException busy) {
            assertThat(busy).hasMessageContaining("environment " + environment);
            refused.add(run);
        } catch (RuntimeException death) {
            // It died; what it did before stays.
        }
    }

    /** Whoever had the lease before the race; it renews it and goes on if it thinks that it may. */
    private static Runnable sleeper(
            Before before,
            String environment,
            Interleaving interleaving,
            Map<Integer, Lease> held) {
        if (before == Before.NOTHING) {
            return () -> {};
        }
        Cloud cloud = STAGE.sila(interleaving.gate(RUNS, STAGE.local().httpClient()));
        Lease lease = leases(cloud).take(environment, owner(RUNS), Duration.ZERO);
        STAGE.pass(Leases.TERM);
        return () -> {
            if (before == Before.WAKING) {
                lease.renew();
                try {
                    lease.check();
                    held.put(RUNS, lease);
                } catch (ProblemException lost) {
                    // As it must be.
                }
            }
        };
    }

    private static Owner owner(int run) {
        return new Owner("run" + run + "@host" + run, "boot/" + run, run, Instant.EPOCH, "test");
    }

    private static Leases leases(Cloud cloud) {
        return new Leases(cloud.clients().ec2(), cloud.waiter(), cloud.clock(), text -> {});
    }

    private static int templates(String environment) {
        return STAGE.cloud()
                .clients()
                .ec2()
                .describeLaunchTemplates(request ->
                        request.filters(filter ->
                                filter.name("launch-template-name")
                                        .values("sila-lease-" + environment)))
                .launchTemplates()
                .size();
    }
}
