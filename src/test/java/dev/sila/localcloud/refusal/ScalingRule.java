package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.ScalingStage.GROUP;

import dev.sila.localcloud.Rig;
import dev.sila.localcloud.ScalingStage;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/** The beginnings of refusals of Auto Scaling. */
final class ScalingRule {
    static final String VALIDATION = "ValidationError";
    static final String NOWHERE = "nowhere";

    private ScalingRule() {}

    static String page(String operation) {
        return "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_"
                + operation
                + ".html";
    }

    /** A call that is refused once a launch template is there. */
    static Refusal rule(
            String rule, String operation, String code, Consumer<ScalingStage> attempt) {
        return new Refusal(
                rule, page(operation), code, rig -> attempt.accept(new ScalingStage(rig)));
    }

    /** A call that is refused once the group "web" is there, of one to two instances. */
    static Refusal withGroup(
            String rule, String operation, String code, Consumer<ScalingStage> attempt) {
        return new Refusal(rule, page(operation), code, rig -> attempt.accept(grouped(rig)));
    }

    private static ScalingStage grouped(Rig rig) {
        ScalingStage stage = new ScalingStage(rig);
        return stage.create(stage.web(1, 1, 2));
    }

    /** A group that is refused for what is changed in an otherwise good request. */
    static Refusal creation(String rule, Consumer<CreateAutoScalingGroupRequest.Builder> change) {
        return rule(
                rule,
                "CreateAutoScalingGroup",
                VALIDATION,
                stage -> {
                    CreateAutoScalingGroupRequest.Builder request = stage.web(1, 1, 2);
                    change.accept(request);
                    stage.scaling.createAutoScalingGroup(request.build());
                });
    }

    /** A mixed instances policy that is refused. */
    static Refusal mixed(String rule, Consumer<MixedInstancesPolicy.Builder> change) {
        return creation(
                rule,
                request -> {
                    MixedInstancesPolicy.Builder mixed =
                            MixedInstancesPolicy.builder()
                                    .launchTemplate(each ->
                                            each.launchTemplateSpecification(
                                                    ScalingStage.template("1")));
                    change.accept(mixed);
                    request.launchTemplate((LaunchTemplateSpecification) null)
                            .mixedInstancesPolicy(mixed.build());
                });
    }

    static Refusal policy(String rule, Consumer<PutScalingPolicyRequest.Builder> change) {
        return withGroup(
                rule,
                "PutScalingPolicy",
                VALIDATION,
                stage -> {
                    PutScalingPolicyRequest.Builder request =
                            PutScalingPolicyRequest.builder()
                                    .autoScalingGroupName(GROUP)
                                    .policyName("policy");
                    change.accept(request);
                    stage.scaling.putScalingPolicy(request.build());
                });
    }

    static Refusal schedule(String rule, String code, ScheduleChange... changes) {
        return withGroup(
                rule,
                "PutScheduledUpdateGroupAction",
                code,
                stage -> {
                    for (int index = 0; index < changes.length; index++) {
                        PutScheduledUpdateGroupActionRequest.Builder request =
                                PutScheduledUpdateGroupActionRequest.builder()
                                        .autoScalingGroupName(GROUP)
                                        .scheduledActionName("action-" + index);
                        changes[index].change(request, stage.rig);
                        stage.scaling.putScheduledUpdateGroupAction(request.build());
                    }
                });
    }

    /** What a scheduled action says. */
    interface ScheduleChange {
        void change(PutScheduledUpdateGroupActionRequest.Builder request, Rig rig);
    }

    static Refusal preferences(String rule, Consumer<RefreshPreferences.Builder> change) {
        return withGroup(
                rule,
                "StartInstanceRefresh",
                VALIDATION,
                stage ->
                        stage.scaling.startInstanceRefresh(
                                each -> each.autoScalingGroupName(GROUP).preferences(change)));
    }
}
