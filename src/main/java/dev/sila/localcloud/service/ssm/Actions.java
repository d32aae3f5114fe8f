package dev.sila.localcloud.service.ssm;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** The actions that automations of the local cloud carry out. */
final class Actions {
    /** One of them. */
    @FunctionalInterface
    interface Action {
        /** Begins; the context is told when it ends. */
        void begin(StepContext step);
    }

    private final Map<String, Action> byName = new HashMap<>();

    Actions(CommandAction commands) {
        byName.put("aws:sleep", Actions::sleep);
        byName.put(
                "aws:pause", step -> step.waitForSignal(() -> step.succeed(StepContext.object())));
        byName.put("aws:branch", Branching::choose);
        byName.put("aws:runCommand", commands::begin);
        byName.put("aws:executeAwsApi", PropertyActions::execute);
        byName.put("aws:assertAwsResourceProperty", PropertyActions::assertProperty);
        byName.put("aws:waitForAwsResourceProperty", PropertyActions::waitForProperty);
        byName.put("aws:changeInstanceState", InstanceActions::changeState);
        byName.put("aws:runInstances", InstanceActions::run);
        byName.put("aws:createImage", ImageActions::create);
        byName.put("aws:copyImage", ImageActions::copy);
        byName.put("aws:deleteImage", ImageActions::delete);
        byName.put("aws:createTags", ImageActions::tag);
    }

    void begin(String action, StepContext step) {
        Action found = byName.get(action);
        if (found == null) {
            step.fail("The local cloud does not carry out the action " + action + ".");
        } else {
            found.begin(step);
        }
    }

    /** For an ISO 8601 duration, or until a time. */
    private static void sleep(StepContext step) {
        try {
            Duration duration =
                    step.text("Duration")
                            .map(Duration::parse)
                            .orElseGet(() ->
                                    Duration.between(
                                            step.automation().started,
                                            Instant.parse(step.required("Timestamp"))));
            step.after(
                    duration.isNegative() ? Duration.ZERO : duration,
                    () -> step.succeed(StepContext.object()));
        } catch (DateTimeParseException wrong) {
            step.fail("Not a duration or time of ISO 8601: " + wrong.getParsedString());
        }
    }
}
