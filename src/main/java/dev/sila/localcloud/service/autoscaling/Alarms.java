package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import java.util.Optional;

/** What policies need of CloudWatch. Called under the local cloud's lock. */
public interface Alarms {
    /** An alarm that has a policy as its action. */
    record Linked(String name, String arn) {}

    /** An alarm's last value and its threshold: their difference chooses a policy's step. */
    record Reading(double value, double threshold) {}

    List<Linked> withAction(String policyArn);

    Optional<Reading> reading(String alarmName);

    /** Takes a deleted policy out of the actions of all alarms. */
    void dropAction(String policyArn);
}
