package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.cloudwatch.Actions;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.sns.Sns;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** What alarms do: messages to topics, and actions on the instance that they watch. */
final class AlarmActions implements Actions {
    private static final String SENDER = "cloudwatch.amazonaws.com";

    private final Sns sns;
    private final Ec2 ec2;

    AlarmActions(Sns sns, Ec2 ec2) {
        this.sns = sns;
        this.ec2 = ec2;
    }

    @Override
    public Optional<String> perform(String action, Notice notice) {
        if (action.startsWith("arn:aws:autoscaling:")) {
            return Optional.empty(); // the policy hears of it by Events.AlarmAction
        }
        if (action.startsWith("arn:aws:sns:")) {
            return sns.publish(
                    SENDER, notice.alarmArn(), action, notice.subject(), notice.message());
        }
        if (action.matches("arn:aws:(automate|swf):.*")) {
            return onInstance(action, notice);
        }
        return Optional.of("The local cloud does not perform actions of this kind");
    }

    /** The action is the last word of its ARN, in either of the two forms that there are. */
    private Optional<String> onInstance(String action, Notice notice) {
        String id = notice.dimensions().getOrDefault("InstanceId", "");
        String verb =
                action.replaceFirst("/1\\.0$", "")
                        .replaceFirst(".*[:.]", "")
                        .toLowerCase(Locale.ROOT);
        try {
            switch (verb) {
                case "stop" ->
                        ec2.instanceControl()
                                .stopInstances(
                                        StopInstancesRequest.builder().instanceIds(id).build());
                case "terminate" ->
                        ec2.instanceControl()
                                .terminateInstances(
                                        TerminateInstancesRequest.builder()
                                                .instanceIds(id)
                                                .build());
                case "reboot" ->
                        ec2.instanceControl()
                                .rebootInstances(
                                        RebootInstancesRequest.builder().instanceIds(id).build());
                default -> {
                    return Optional.of("The local cloud does not perform the action " + verb);
                }
            }
            return Optional.empty();
        } catch (AwsFailure refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
