package dev.sila.localcloud.tour;

import static dev.sila.localcloud.BalancingGround.forward;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/** Target groups and their targets, through all states. */
final class TargetGroupTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    @Override
    public void walk(Rig rig) {
        BalancingGround ground = new BalancingGround(rig);
        ElasticLoadBalancingV2Client elb = rig.loadBalancing();
        String group = ground.group("web");
        ground.tcpGroup("tcp");
        groups(elb, group);
        String instance = ground.instance(0);
        targets(ground, elb, group, instance);
        elb.deleteTargetGroup(r ->
                r.targetGroupArn(
                        elb.describeTargetGroups(d -> d.names("tcp"))
                                .targetGroups()
                                .getFirst()
                                .targetGroupArn()));
        assertThat(elb.describeTargetGroups(r -> {}).targetGroups()).hasSize(1);
    }

    private static void groups(ElasticLoadBalancingV2Client elb, String group) {
        assertThat(elb.describeTargetGroupsPaginator(r -> r.pageSize(1)).targetGroups())
                .extracting(TargetGroup::targetGroupName)
                .containsExactly("web", "tcp");
        TargetGroup changed =
                elb.modifyTargetGroup(r ->
                                r.targetGroupArn(group)
                                        .healthCheckIntervalSeconds(10)
                                        .matcher(m -> m.httpCode("200-299")))
                        .targetGroups()
                        .getFirst();
        assertThat(changed.healthCheckIntervalSeconds()).isEqualTo(10);
        assertThat(changed.matcher().httpCode()).isEqualTo("200-299");
        elb.modifyTargetGroupAttributes(r ->
                r.targetGroupArn(group)
                        .attributes(
                                a -> a.key("deregistration_delay.timeout_seconds").value("60")));
        assertThat(elb.describeTargetGroupAttributes(r -> r.targetGroupArn(group)).attributes())
                .anyMatch(each ->
                        each.key().equals("deregistration_delay.timeout_seconds")
                                && each.value().equals("60"));
    }

    private static TargetHealth health(
            ElasticLoadBalancingV2Client elb, String group, String instance) {
        return elb.describeTargetHealth(r -> r.targetGroupArn(group).targets(t -> t.id(instance)))
                .targetHealthDescriptions()
                .getFirst()
                .targetHealth();
    }

    private static void targets(
            BalancingGround ground,
            ElasticLoadBalancingV2Client elb,
            String group,
            String instance) {
        assertThat(health(elb, group, instance).reasonAsString()).isEqualTo("Target.NotRegistered");
        elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id(instance)));
        assertThat(health(elb, group, instance).reasonAsString()).isEqualTo("Target.NotInUse");
        String listener = ground.listener(ground.application("web"), 8080, forward(group));
        assertThat(health(elb, group, instance).reasonAsString())
                .isEqualTo("Elb.RegistrationInProgress");
        ground.until(() -> health(elb, group, instance).stateAsString().equals("healthy"));
        elb.deregisterTargets(r -> r.targetGroupArn(group).targets(t -> t.id(instance)));
        assertThat(health(elb, group, instance).stateAsString()).isEqualTo("draining");
        ground.rig().pass(Duration.ofSeconds(61));
        assertThat(health(elb, group, instance).stateAsString()).isEqualTo("unused");
        assertThat(elb.describeTargetGroups(r -> r.names("web")).targetGroups().getFirst())
                .matches(each -> each.loadBalancerArns().size() == 1);
        assertThat(listener).isNotEmpty();
    }
}
