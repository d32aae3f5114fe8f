package dev.sila.localcloud.traffic;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.machine.Ports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The living side of a target group: checks its targets' health, hands them to requests in turn and
 * drains them. Called under the local cloud's lock, except {@link #take}.
 */
public final class TargetPool {
    /** From a registration to its first check: AWS starts at once, with a small spread. */
    private static final Duration FIRST_CHECK = Duration.ofSeconds(1);

    private final Map<TargetKey, Registration> registrations = new LinkedHashMap<>();
    private final Rota rota;
    private final Timeline timeline;
    private final Probe probe;
    private final Ports ports;
    private final Circumstances circumstances;
    private HealthCheck check;
    private Duration deregistrationDelay = Duration.ofMinutes(5);
    private volatile Stickiness stickiness = Stickiness.OFF;
    private Spreading spreading = Spreading.STANDARD;

    TargetPool(
            Timeline timeline,
            Probe probe,
            Ports ports,
            Circumstances circumstances,
            HealthCheck check) {
        this.rota = new Rota(timeline);
        this.timeline = timeline;
        this.probe = probe;
        this.ports = ports;
        this.circumstances = circumstances;
        this.check = check;
    }

    /** Takes new rules for checks; counted results stay. */
    public void check(HealthCheck changed) {
        check = changed;
        registrations.values().forEach(Registration::checkSoon);
    }

    public void deregistrationDelay(Duration onAws) {
        deregistrationDelay = onAws;
    }

    public void stickiness(Stickiness changed) {
        stickiness = changed;
    }

    /** Takes new rules for the choice of targets. */
    public void spreading(Spreading changed) {
        spreading = changed;
        rota.spreading(changed);
        route();
    }

    Stickiness stickiness() {
        return stickiness;
    }

    /** Adds a target; one that drains comes back as a new one. */
    public void register(TargetKey key) {
        Registration known = registrations.get(key);
        if (known == null) {
            Registration added = new Registration(new Target(key, ports));
            registrations.put(key, added);
            added.refresh();
        } else if (known.health.is("draining")) {
            known.comeBack();
        }
        route();
    }

    /** Stops new requests to a target at once and forgets it after the deregistration delay. */
    public void deregister(TargetKey key) {
        Registration known = registrations.get(key);
        if (known == null || known.health.is("draining")) {
            return;
        }
        if (known.health.is("unused") || deregistrationDelay.isZero()) {
            forget(known);
        } else {
            known.drain();
        }
        route();
    }

    private void forget(Registration gone) {
        gone.pause();
        gone.target.cut();
        registrations.remove(gone.target.key());
    }

    /** The health of each target, in the order of registration. */
    public Map<TargetKey, Health> health() {
        Map<TargetKey, Health> all = new LinkedHashMap<>();
        registrations.forEach((key, each) -> all.put(key, each.health));
        return all;
    }

    /** The requests that a target is answering now. */
    public int inFlight(TargetKey key) {
        return Optional.ofNullable(registrations.get(key))
                .map(known -> known.target.inFlight())
                .orElse(0);
    }

    /** Looks again at the circumstances of all targets. */
    public void refresh() {
        registrations.values().forEach(Registration::refresh);
        route();
    }

    /** Looks again at the circumstances of one instance's or address's targets. */
    public void refresh(String id) {
        registrations.values().stream()
                .filter(each -> each.target.key().id().equals(id))
                .forEach(Registration::refresh);
        route();
    }

    /** Ends all checks and connections. */
    public void close() {
        List.copyOf(registrations.values()).forEach(this::forget);
        route();
    }

    /** Healthy targets; when none is healthy but some are unhealthy, all those if it fails open. */
    private void route() {
        List<Target> healthy = inState("healthy");
        boolean open = healthy.isEmpty() && spreading.failOpen();
        rota.routable(open ? inState("unhealthy") : healthy);
    }

    private List<Target> inState(String state) {
        return registrations.values().stream()
                .filter(each -> each.health.is(state))
                .map(each -> each.target)
                .toList();
    }

    /** The target of one request: see {@link Rota#take}. Needs no lock. */
    @Nullable Target take(@Nullable TargetKey wanted, Set<Target> tried, int seat) {
        return rota.take(wanted, tried, seat);
    }

    /** A target with its health. */
    private final class Registration {
        private final Target target;
        private Health health = Health.REGISTERING;
        private boolean hindered = true;
        private int passed;
        private int failed;

        /** Results of checks that began before a change of circumstances count no more. */
        private int epoch;

        private Timeline.@Nullable Pending next;

        Registration(Target target) {
            this.target = target;
        }

        void refresh() {
            if (health.is("draining")) {
                return;
            }
            target.at(circumstances.address(target.key()).orElse(null));
            target.in(circumstances.zone(target.key()).orElse(""));
            Optional<Health> hindrance = circumstances.hindrance(target.key());
            if (hindrance.isPresent()) {
                health = hindrance.get();
                hindered = true;
                pause();
            } else if (hindered) {
                hindered = false;
                startOver();
            }
        }

        private void startOver() {
            passed = 0;
            failed = 0;
            health = check.enabled() ? Health.REGISTERING : Health.HEALTHY;
            checkSoon();
        }

        void comeBack() {
            pause();
            target.resume();
            health = Health.REGISTERING;
            hindered = true;
            refresh();
        }

        void drain() {
            pause();
            target.drain();
            health = Health.DRAINING;
            next = timeline.after(deregistrationDelay, () -> drained());
        }

        private void drained() {
            forget(this);
            route();
        }

        void pause() {
            epoch++;
            if (next != null) {
                next.cancel();
                next = null;
            }
        }

        void checkSoon() {
            if (!hindered && !health.is("draining")) {
                pause();
                checkAfter(FIRST_CHECK);
            }
        }

        private void checkAfter(Duration pause) {
            if (check.enabled()) {
                next = timeline.after(pause, this::look);
            }
        }

        private void look() {
            target.at(circumstances.address(target.key()).orElse(null));
            int current = epoch;
            if (target.address() == null) {
                heard(current, Probe.Outcome.failed());
                return;
            }
            probe.look(
                    check,
                    target.address(),
                    check.portOf(target.key()),
                    patience(timeline.scaled(check.timeout())),
                    outcome -> heard(current, outcome));
        }

        private void heard(int asked, Probe.Outcome outcome) {
            if (asked != epoch) {
                return;
            }
            passed = outcome.passed() ? passed + 1 : 0;
            failed = outcome.passed() ? 0 : failed + 1;
            become(judge(outcome));
            route();
            checkAfter(check.interval());
        }

        private void become(Health now) {
            if (now.is("healthy") && !health.is("healthy")) {
                target.healthySince(timeline.now());
            }
            health = now;
        }

        private Health judge(Probe.Outcome outcome) {
            if (outcome.passed()) {
                int needed =
                        health.is("initial") ? check.firstThreshold() : check.healthyThreshold();
                boolean enough = passed >= needed;
                return enough || health.is("healthy") ? Health.HEALTHY : health;
            }
            if (failed >= check.unhealthyThreshold() || health.is("unhealthy")) {
                return new Health("unhealthy", outcome.reason(), outcome.description());
            }
            return health.is("initial") ? Health.CHECKING : health;
        }
    }

    /** A check's time-out at high speed: scheduling alone may take some milliseconds. */
    private static Duration patience(Duration scaled) {
        Duration least = Duration.ofMillis(500);
        return scaled.compareTo(least) < 0 ? least : scaled;
    }
}
