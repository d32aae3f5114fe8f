package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.autoscaling.Alarms;
import dev.sila.localcloud.service.cloudwatch.CloudWatch;
import java.util.List;
import java.util.Optional;

/** What scaling policies see of CloudWatch's alarms. */
final class PolicyAlarms implements Alarms {
    private final CloudWatch cloudWatch;

    PolicyAlarms(CloudWatch cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public List<Linked> withAction(String policyArn) {
        return cloudWatch.alarmsWithAction(policyArn).stream()
                .map(each -> new Linked(each.alarmName(), each.alarmArn()))
                .toList();
    }

    @Override
    public Optional<Reading> reading(String alarmName) {
        return cloudWatch
                .alarm(alarmName)
                .flatMap(alarm ->
                        cloudWatch
                                .latest(alarm)
                                .map(value -> new Reading(value, alarm.threshold())));
    }

    @Override
    public void dropAction(String policyArn) {
        cloudWatch.dropAction(policyArn);
    }
}
