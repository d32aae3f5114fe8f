package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.pattern.JsonPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.SqsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Brings events to the targets of rules, and lets rules with schedules go off. */
final class Dispatch {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.events");

    /** How many buses an event may pass, so that none goes round forever. */
    private static final int MOST_BUSES = 5;

    private final BusStore store;
    private final Targets targets;

    Dispatch(BusStore store, Targets targets) {
        this.store = store;
        this.targets = targets;
    }

    /** Puts an event on a bus. */
    void put(Bus bus, JsonNode event) {
        put(bus, event, 1);
    }

    private void put(Bus bus, JsonNode event, int buses) {
        for (Rule rule : List.copyOf(bus.rules.values())) {
            JsonPattern pattern = rule.settings.pattern();
            if (rule.enabled() && pattern != null && pattern.matches(event)) {
                fire(rule, event, buses);
            }
        }
    }

    /** Lets a rule's schedule begin anew: it was put, enabled or disabled. */
    void schedule(Rule rule) {
        if (rule.next != null) {
            rule.next.cancel();
            rule.next = null;
        }
        Schedule schedule = rule.settings.schedule();
        if (schedule != null && rule.enabled()) {
            Instant now = store.now();
            schedule.after(now)
                    .ifPresent(next -> wait(rule, schedule, Duration.between(now, next)));
        }
    }

    private void wait(Rule rule, Schedule schedule, Duration duration) {
        boolean rate = schedule instanceof Schedule.Rate;
        rule.next =
                store.foundation
                        .timeline()
                        .after(rate ? duration : byTheClock(duration), () -> goOff(rule));
    }

    /** Clocks do not run faster: what the timeline shortens is made longer first. */
    private Duration byTheClock(Duration duration) {
        Timeline timeline = store.foundation.timeline();
        Duration hour = Duration.ofHours(1);
        double speed = (double) hour.toNanos() / timeline.scaled(hour).toNanos();
        return Duration.ofMillis((long) (duration.toMillis() * speed));
    }

    private void goOff(Rule rule) {
        JsonNode event =
                store.event(
                        "aws.events",
                        "Scheduled Event",
                        store.now(),
                        List.of(rule.arn),
                        JsonNodeFactory.instance.objectNode());
        fire(rule, event, 1);
        schedule(rule);
    }

    private void fire(Rule rule, JsonNode event, int buses) {
        for (Target target : List.copyOf(rule.targets.values())) {
            String body = Inputs.of(target, rule, event);
            Optional<String> failure =
                    isBus(target.arn())
                            ? toBus(target.arn(), event, buses)
                            : targets.send(
                                    new Targets.Delivery(
                                            target.arn(),
                                            rule.arn,
                                            body,
                                            Optional.ofNullable(target.sqsParameters())
                                                    .map(SqsParameters::messageGroupId)
                                                    .orElse(null)));
            failure.ifPresent(reason -> bury(rule, target, body, reason));
        }
    }

    private Optional<String> toBus(String arn, JsonNode event, int buses) {
        Bus bus =
                store.byName.values().stream()
                        .filter(each -> each.arn.equals(arn))
                        .findFirst()
                        .orElse(null);
        if (bus == null || buses >= MOST_BUSES) {
            return Optional.of("The bus " + arn + " is not there or too far away");
        }
        put(bus, event, buses + 1);
        return Optional.empty();
    }

    private void bury(Rule rule, Target target, String body, String reason) {
        LOG.log(
                System.Logger.Level.WARNING,
                "EventBridge could not send an event of rule {0} to {1}: {2}",
                rule.name,
                target.arn(),
                reason);
        if (target.deadLetterConfig() != null && target.deadLetterConfig().arn() != null) {
            String queue = target.deadLetterConfig().arn();
            targets.send(new Targets.Delivery(queue, rule.arn, body, null))
                    .ifPresent(again ->
                            LOG.log(
                                    System.Logger.Level.WARNING,
                                    "EventBridge could not put it into {0} either: {1}",
                                    queue,
                                    again));
        }
    }

    private static boolean isBus(String arn) {
        return arn.contains(":event-bus/");
    }
}
