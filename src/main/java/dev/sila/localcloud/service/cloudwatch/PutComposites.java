package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.cloudwatch.CompositeStore.StoredComposite;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Makes and changes composite alarms. */
final class PutComposites {
    private final Foundation foundation;
    private final AlarmStore alarms;

    PutComposites(Foundation foundation, AlarmStore alarms) {
        this.foundation = foundation;
        this.alarms = alarms;
    }

    public PutCompositeAlarmResponse putCompositeAlarm(PutCompositeAlarmRequest request) {
        String name =
                Checks.length(
                        "alarmName", Checks.required("AlarmName", request.alarmName()), 1, 255);
        CompositeRule rule = CompositeRule.parse(Checks.required("AlarmRule", request.alarmRule()));
        check(request, name, rule);
        Instant now = foundation.timeline().now();
        StoredComposite there = alarms.composites.byName.get(name);
        CompositeAlarm.Builder alarm = there == null ? fresh(name, now) : there.alarm.toBuilder();
        CompositeAlarm built =
                alarm.alarmRule(request.alarmRule())
                        .alarmDescription(request.alarmDescription())
                        .actionsEnabled(
                                request.actionsEnabled() == null || request.actionsEnabled())
                        .okActions(request.okActions())
                        .alarmActions(request.alarmActions())
                        .insufficientDataActions(request.insufficientDataActions())
                        .alarmConfigurationUpdatedTimestamp(now)
                        .build();
        StoredComposite stored = there == null ? new StoredComposite(built, rule) : there;
        if (there == null) {
            stored.tags.putAll(AlarmTags.checked(request.tags()));
            alarms.composites.byName.put(name, stored);
        }
        stored.alarm = built;
        stored.rule = rule;
        alarms.history.add(
                stored.who(),
                HistoryItemType.CONFIGURATION_UPDATE,
                "Alarm \"%s\" %s".formatted(name, there == null ? "created" : "updated"),
                "{}",
                now);
        alarms.composites.evaluate(stored, alarms::state);
        return PutCompositeAlarmResponse.builder().build();
    }

    private void check(PutCompositeAlarmRequest request, String name, CompositeRule rule) {
        if (request.alarmDescription() != null) {
            Checks.length("alarmDescription", request.alarmDescription(), 0, 1024);
        }
        if (request.actionsSuppressor() != null) {
            throw Checks.unsupported("ActionsSuppressor");
        }
        if (alarms.byName.containsKey(name)) {
            throw Checks.validation("There is a metric alarm of the name " + name);
        }
        List<String> unknown =
                rule.children().stream()
                        .filter(each -> !each.equals(name) && !alarms.exists(each))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            throw Checks.validation(
                    "Could not save the composite alarm as alarms "
                            + unknown
                            + " in the alarm rule do not exist");
        }
        Stream.of(request.okActions(), request.alarmActions(), request.insufficientDataActions())
                .forEach(AlarmRules::actions);
        Stream.of(request.okActions(), request.alarmActions(), request.insufficientDataActions())
                .flatMap(List::stream)
                .filter(each -> each.matches("arn:aws:(autoscaling|automate|swf):.*"))
                .findFirst()
                .ifPresent(action -> {
                    throw Checks.validation("Composite alarms cannot perform the action " + action);
                });
    }

    private CompositeAlarm.Builder fresh(String name, Instant now) {
        return CompositeAlarm.builder()
                .alarmName(name)
                .alarmArn(foundation.realm().arn("cloudwatch", "alarm:" + name))
                .stateValue(StateValue.INSUFFICIENT_DATA)
                .stateReason("Unchecked: Initial alarm creation")
                .stateUpdatedTimestamp(now)
                .stateTransitionedTimestamp(now);
    }
}
