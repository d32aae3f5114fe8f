package dev.sila.aws.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long work takes, from its order, its token buckets and its waits. */
class ClockworkTest {
    private static final double ANSWER = 0.4;

    private static Forecaster.Job job(
            String name, String action, int calls, int waitSeconds, Integer... after) {
        Effort effort = new Effort(new Scope("ci", Set.of()), Effort.Surroundings.NONE, Set.of());
        effort.ec2(action).times(calls);
        effort.takes(Duration.ofSeconds(waitSeconds));
        return new Forecaster.Job(name, effort, Set.of(after));
    }

    private static double seconds(List<Forecaster.Job> jobs) {
        return Clockwork.run(jobs).duration().toMillis() / 1000.0;
    }

    @Test
    void whatIsIndependentGoesAtTheSameTime() {
        List<Forecaster.Job> jobs =
                List.of(job("a", "CreateVpc", 1, 0), job("b", "CreateSubnet", 2, 0));
        assertThat(seconds(jobs)).isEqualTo(2 * ANSWER);
    }

    @Test
    void aChainAddsUpWithItsWaits() {
        List<Forecaster.Job> jobs =
                List.of(
                        job("vpc", "CreateVpc", 1, 0),
                        job("nat", "CreateNatGateway", 1, 90, 0),
                        job("subnet", "CreateSubnet", 1, 0, 0),
                        job("routes", "CreateRoute", 1, 0, 1, 2));
        Clockwork.Course course = Clockwork.run(jobs);
        assertThat(course.duration()).isEqualTo(Duration.ofMillis(91_200));
        assertThat(course.path()).containsExactly("vpc", "nat", "routes");
    }

    @Test
    void whatOnlyWaitsTakesItsTimeToo() {
        assertThat(seconds(List.of(job("gate", "CreateVpc", 0, 120)))).isEqualTo(120);
        assertThat(seconds(List.of())).isZero();
    }

    /** 50 tokens at once, then 5 a second: the sixtieth call goes two seconds late. */
    @Test
    void anEmptyBucketHoldsCallsBack() {
        List<Forecaster.Job> jobs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            jobs.add(job("subnet " + i, "CreateSubnet", 1, 0));
        }
        assertThat(seconds(jobs)).isEqualTo(2 + ANSWER);
        assertThat(seconds(jobs.subList(0, 50))).isEqualTo(ANSWER);
    }
}
