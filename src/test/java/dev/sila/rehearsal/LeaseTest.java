package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sila.aws.lease.Lease;
import dev.sila.aws.lease.Leases;
import dev.sila.aws.lease.Owner;
import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Clearance;
import dev.sila.engine.Plan;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.engine.Stages;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may change an environment, when two want to, and when one of them dies. */
final class LeaseTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    /** A process that certainly lives. */
    private static final ProcessHandle SELF = ProcessHandle.current();

    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        stage.close();
    }

    private static Owner anna() {
        Instant started = SELF.info().startInstant().orElseThrow();
        return new Owner("anna@laptop", "boot/1", SELF.pid(), started, "env create");
    }

    private static Owner bert() {
        return new Owner("bert@desk", "boot/2", SELF.pid(), Instant.EPOCH, "env update");
    }

    private static Owner deadOnAnnasMachine() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        return new Owner("anna@laptop", "boot/1", ended.pid(), Instant.EPOCH, "env create");
    }

    private Leases leases(Cloud cloud) {
        return new Leases(cloud.clients().ec2(), cloud.waiter(), cloud.clock(), told::add);
    }

    private Lease take(Owner owner, Duration patience) {
        return leases(stage.cloud()).take("ci", owner, patience);
    }

    private int templates() {
        return stage.cloud().clients().ec2().describeLaunchTemplates().launchTemplates().size();
    }

    @Test
    void theSecondIsToldWhoIsAtWorkAndHowLong() {
        Lease held = take(anna(), AT_ONCE);
        stage.pass(Duration.ofSeconds(20));

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> take(bert(), AT_ONCE));

        Problem problem = refused.problems().getFirst();
        assertThat(problem.where()).isEqualTo("environment ci");
        assertThat(problem.what())
                .contains("anna@laptop (sila env create, process " + SELF.pid() + ")")
                .contains("since 2026-03-01 12:00:00 UTC", "another 100 s");
        assertThat(problem.remedy()).contains("--wait-for-lease", "2026-03-01 12:02:00 UTC");
        held.close();
        take(bert(), AT_ONCE).close();
        assertThat(templates()).isZero();
    }

    @Test
    void environmentsDoNotGetInEachOthersWay() {
        Lease one = leases(stage.cloud()).take("ci", anna(), AT_ONCE);
        Lease other = leases(stage.cloud()).take("ci2", bert(), AT_ONCE);
        one.check();
        other.check();
        one.close();
        other.check();
    }

    @Test
    void itTakesThreeCallsInAll() {
        faults.clear();
        take(anna(), AT_ONCE).close();
        assertThat(faults.journal())
                .containsExactly(
                        "DescribeLaunchTemplates", "CreateLaunchTemplate", "DeleteLaunchTemplate");
    }

    @Test
    void whoWaitsGetsItWhenItIsGivenBack() {
        Lease held = take(anna(), AT_ONCE);
        Duration[] waited = new Duration[1];
        try (Cloud patient =
                stage.sila(
                        (wait, soFar) -> {
                            waited[0] = soFar;
                            held.renew();
                            if (soFar.compareTo(Duration.ofMinutes(5)) > 0) {
                                held.close();
                            }
                            assertThat(wait.what()).contains("changed by anna@laptop");
                        },
                        Duration.ZERO)) {
            leases(patient).take("ci", bert(), Duration.ofMinutes(30)).check();
        }
        assertThat(waited[0]).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }

    @Test
    void patienceEnds() {
        Lease held = take(anna(), AT_ONCE);
        try (Cloud patient = stage.sila((wait, soFar) -> held.renew(), Duration.ZERO)) {
            assertThatThrownBy(() -> leases(patient).take("ci", bert(), Duration.ofMinutes(30)))
                    .hasMessageContaining("anna@laptop");
        }
        assertThat(faults.calls("CreateLaunchTemplate")).isEqualTo(1);
        held.check();
    }

    @Test
    void aLeaseThatIsRenewedLastsForever() {
        Lease held = take(anna(), AT_ONCE);
        for (int i = 0; i < 50; i++) {
            stage.pass(Leases.RENEWAL);
            assertThat(held.renew()).isTrue();
            held.check();
            assertThatThrownBy(() -> take(bert(), AT_ONCE)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aDeadRunsLeaseExpiresAndIsTakenOver() {
        Lease held = take(anna(), AT_ONCE);
        stage.pass(Leases.TERM.minusSeconds(1));
        assertThatThrownBy(() -> take(bert(), AT_ONCE)).isInstanceOf(ProblemException.class);
        stage.pass(Duration.ofSeconds(2));

        Lease next = take(bert(), AT_ONCE);

        assertThat(told).singleElement().asString().contains("Taking over from anna@laptop");
        assertThat(held.renew()).isFalse();
        assertThatThrownBy(held::check).hasMessageContaining("lost its lease");
        held.close();
        next.check();
        assertThat(templates()).isEqualTo(1);
    }

    /** Others may take it after two minutes: what began then would meet what they begin. */
    @Test
    void anOwnerThatCouldNotRenewStopsBeforeOthersMayBegin() {
        Lease held = take(anna(), AT_ONCE);
        stage.pass(Leases.TERM.minusSeconds(16));
        held.check();
        stage.pass(Duration.ofSeconds(2));
        assertThat(held.renew()).isFalse();
        assertThatThrownBy(held::check).hasMessageContaining("not renewed");
        assertThatThrownBy(held::check).hasMessageContaining("begins nothing new");
    }

    @Test
    void ofAProcessThatIsGoneFromThisMachineItIsTakenAtOnce() throws Exception {
        Lease dead = take(deadOnAnnasMachine(), AT_ONCE);

        assertThatThrownBy(() -> take(bert(), AT_ONCE)).isInstanceOf(ProblemException.class);
        take(anna(), AT_ONCE).check();

        assertThat(told).singleElement().asString().contains("not running any more");
        assertThatThrownBy(
                        () -> {
                            assertThat(dead.renew()).isFalse();
                            dead.check();
                        })
                .hasMessageContaining("taken it over");
    }

    @Test
    void aProcessThatGotTheNumberOfADeadOneIsNotTheOwner() {
        Instant earlier = SELF.info().startInstant().orElseThrow().minusSeconds(3600);
        take(new Owner("anna@laptop", "boot/1", SELF.pid(), earlier, "env create"), AT_ONCE);
        assertThatCode(() -> take(anna(), AT_ONCE).check()).doesNotThrowAnyException();
    }

    @Test
    void ofUnknownMachinesNothingIsConcluded() {
        take(new Owner("anna@laptop", "", 999_999_999, Instant.EPOCH, "env create"), AT_ONCE);
        Owner unknown = new Owner("anna@laptop", "", SELF.pid(), Instant.EPOCH, "env create");
        assertThatThrownBy(() -> take(unknown, AT_ONCE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aTemplateOfThatNameThatIsNoLeaseIsLeftAlone() {
        stage.cloud()
                .clients()
                .ec2()
                .createLaunchTemplate(request ->
                        request.launchTemplateName("sila-lease-ci")
                                .launchTemplateData(data -> data.instanceType("t3.nano")));
        assertThatThrownBy(() -> take(anna(), Duration.ofMinutes(5)))
                .hasMessageContaining("is none");
        assertThat(templates()).isEqualTo(1);
    }

    @Test
    void aRunThatHasLostItBeginsNothingNew() {
        Lease held = take(anna(), AT_ONCE);
        Plan plan = stage.plan("ci", new Specimens("ci").all());
        stage.pass(Leases.TERM);
        faults.clear();

        Report report = stage.cloud().applier().apply(plan, Progress.NONE, Stages.NONE, held);

        assertThat(report.done()).isZero();
        assertThat(report.problems()).isNotEmpty();
        assertThat(report.problems().stream().distinct())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("lost its lease");
        assertThat(faults.journal()).isEmpty();
    }

    @Test
    void whatHasBegunIsEndedWhenItIsLost() {
        Lease held = take(anna(), AT_ONCE);
        Plan plan = stage.plan("ci", new Specimens("ci").all());
        Clearance once = new Once(held);
        Report report = stage.cloud().applier().apply(plan, Progress.NONE, Stages.NONE, once);
        assertThat(report.done()).isEqualTo(1);
        assertThat(report.done() + report.skipped() + report.problems().size())
                .isEqualTo(report.results().size());
        held.close();
        assertThat(stage.apply(stage.plan("ci", new Specimens("ci").all())).problems()).isEmpty();
        assertThat(stage.plan("ci", new Specimens("ci").all()).isEmpty()).isTrue();
    }

    /** Lets one action begin, and then gives the lease back. */
    private static final class Once implements Clearance {
        private final Lease lease;
        private boolean begun;

        Once(Lease lease) {
            this.lease = lease;
        }

        @Override
        public synchronized void check() {
            lease.check();
            if (begun) {
                lease.close();
                lease.check();
            }
            begun = true;
        }
    }

    @Test
    void deadAtAnyCallItHoldsNobodyUpForLong() throws Exception {
        Owner dead = deadOnAnnasMachine();
        System.setProperty("aws.maxAttempts", "1");
        try {
            List<String> calls = callsOfOneLease(dead);
            assertThat(calls).hasSize(3).doesNotHaveDuplicates();
            for (String call : calls) {
                for (boolean before : List.of(true, false)) {
                    dieAt(call, before, dead);
                    take(anna(), AT_ONCE).close();
                    assertThat(templates()).as("call %s", call).isZero();
                    dieAt(call, before, dead);
                    Lease next = take(bert(), Leases.TERM.plusSeconds(15));
                    next.check();
                    next.close();
                    assertThat(templates()).as("call %s", call).isZero();
                }
            }
        } finally {
            System.clearProperty("aws.maxAttempts");
        }
    }

    private List<String> callsOfOneLease(Owner owner) {
        faults.clear();
        try (Cloud cloud = stage.sila()) {
            leases(cloud).take("ci", owner, AT_ONCE).close();
        }
        return faults.journal();
    }

    private void dieAt(String call, boolean before, Owner dead) {
        faults.clear();
        Faults fate = before ? faults.dieBefore(call, 1) : faults.dieAfter(call, 1);
        try (Cloud doomed = stage.sila()) {
            leases(doomed).take("ci", dead, AT_ONCE).close();
        } catch (RuntimeException death) {
            assertThat(fate).isNotNull();
        }
        faults.clear();
    }

    @Test
    void aLostReplyDoesNotMakeARunWaitForItself() {
        faults.loseReply("CreateLaunchTemplate", 1);
        Lease held = take(anna(), AT_ONCE);
        held.check();
        assertThat(templates()).isEqualTo(1);
        held.close();
        assertThat(templates()).isZero();
    }

    @Test
    void aRenewalThatFailedIsTriedAgain() {
        Lease held = take(anna(), AT_ONCE);
        stage.pass(Leases.RENEWAL);
        faults.loseReply("CreateTags", 1);
        assertThat(held.renew()).isFalse();
        held.check();
        assertThat(held.renew()).isTrue();
        stage.pass(Leases.TERM.minusSeconds(20));
        held.check();
    }
}
