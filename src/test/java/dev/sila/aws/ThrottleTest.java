package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    /** What is kept behind once a bucket is drained. */
    private static final double HASTE = Throttle.HASTE.toNanos() / 1e9;

    private final ManualTime time = new ManualTime();
    private final Throttle throttle = new Throttle(time, new Waiter(time, (wait, soFar) -> {}));

    @Test
    void ec2LetsABucketGoAtOnceThenTheRefillRate() {
        admit("ec2", "CreateRoute", 50);
        assertThat(time.passed()).isZero();
        admit("ec2", "CreateRoute", 10);
        assertThat(seconds()).isCloseTo(2 + HASTE, within(0.01));
    }

    /** Then all of it can go at once again. */
    @Test
    void aDrainedBucketFillsUpToItsSize() {
        admit("ec2", "CreateRoute", 51);
        time.pause(Duration.ofSeconds(60));
        long before = time.nanos();
        admit("ec2", "CreateRoute", 50);
        assertThat(time.nanos()).isEqualTo(before);
        admit("ec2", "CreateRoute", 1);
        assertThat((time.nanos() - before) / 1e9).isCloseTo(0.2 + HASTE, within(0.01));
    }

    @Test
    void ec2CountsEachActionByItself() {
        admit("ec2", "CreateRoute", 50);
        admit("ec2", "CreateSubnet", 50);
        admit("ec2", "DescribeSubnets", 100);
        assertThat(time.passed()).isZero();
    }

    @Test
    void ec2ReadsOfEverythingAreSlower() {
        for (int i = 0; i < 60; i++) {
            throttle.admit(new Limits.Call("ec2", "DescribeInstances", true, 0));
        }
        assertThat(seconds()).isCloseTo(1 + HASTE, within(0.01));
    }

    @Test
    void launchesAreHeldBackByTheirInstances() {
        throttle.admit(new Limits.Call("ec2", "RunInstances", false, 1000));
        assertThat(time.passed()).isZero();
        throttle.admit(new Limits.Call("ec2", "RunInstances", false, 10));
        assertThat(seconds()).isCloseTo(5 + HASTE, within(0.01));
    }

    @Test
    void loadBalancingSharesOneBucketOverAllActions() {
        admit("elasticloadbalancing", "CreateTargetGroup", 20);
        admit("elasticloadbalancing", "RegisterTargets", 20);
        assertThat(time.passed()).isZero();
        admit("elasticloadbalancing", "DescribeTargetHealth", 10);
        assertThat(seconds()).isCloseTo(1 + HASTE, within(0.01));
    }

    @Test
    void tellsTheLeastTimeThatTheRatesAllow() {
        admit("ec2", "CreateSubnet", 60);
        admit("ec2", "CreateRoute", 150);
        admit("iam", "CreateRole", 1000);
        Throttle.Bound bound = throttle.bound().orElseThrow();
        assertThat(bound.bucket()).isEqualTo("ec2:CreateRoute");
        assertThat(bound.tokens()).isEqualTo(150);
        assertThat(bound.least()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void thereIsNoLeastTimeWhenTheBucketsSuffice() {
        admit("ec2", "CreateSubnet", 50);
        assertThat(throttle.bound()).isEmpty();
    }

    @Test
    void newLoadBalancersAreRare() {
        admit("elasticloadbalancing", "CreateLoadBalancer", 11);
        assertThat(seconds()).isCloseTo(5 + HASTE, within(0.01));
    }

    @Test
    void aRefusalHalvesTheRateWhichThenRecovers() {
        Limits.Call call = new Limits.Call("autoscaling", "DescribePolicies", false, 0);
        throttle.admit(call);
        throttle.refused(call);
        double normal = 1 / Limits.UNPUBLISHED;
        assertThat(throttle.admit(call).toNanos() / 1e9).isCloseTo(2 * normal, within(0.005));
        throttle.refused(call);
        assertThat(throttle.admit(call).toNanos() / 1e9).isCloseTo(4 * normal, within(0.01));
        time.pause(Duration.ofMinutes(2));
        admit("autoscaling", "DescribePolicies", (int) Limits.UNPUBLISHED_SIZE);
        long before = time.nanos();
        admit("autoscaling", "DescribePolicies", 20);
        assertThat((time.nanos() - before) / 1e9).isCloseTo(20 * normal + HASTE, within(0.05));
    }

    private void admit(String service, String action, int times) {
        for (int i = 0; i < times; i++) {
            throttle.admit(new Limits.Call(service, action, false, 0));
        }
    }

    private double seconds() {
        return time.passed().toNanos() / 1e9;
    }
}
