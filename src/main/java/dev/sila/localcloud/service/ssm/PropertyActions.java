package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Actions that call an operation of a service and look at its answer. */
final class PropertyActions {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Set<String> OWN =
            Set.of("Service", "Api", "PropertySelector", "DesiredValues");

    /** Names of the AWS CLI and boto3 that differ from those of signatures. */
    private static final Map<String, String> SIGNING =
            Map.of(
                    "elb", "elasticloadbalancing",
                    "elbv2", "elasticloadbalancing",
                    "cloudwatch", "monitoring",
                    "service-quotas", "servicequotas");

    private PropertyActions() {}

    static void execute(StepContext step) {
        JsonNode answer = call(step);
        ObjectNode outputs = StepContext.object();
        outputs.set("OutputPayload", answer);
        step.succeed(outputs);
    }

    static void assertProperty(StepContext step) {
        List<String> found = property(step);
        if (isDesired(step, found)) {
            step.succeed(StepContext.object());
        } else {
            step.fail(
                    "Property value %s is not among the desired values %s."
                            .formatted(found, step.list("DesiredValues")));
        }
    }

    /** Looks again and again; the step's timeout ends it. */
    static void waitForProperty(StepContext step) {
        if (isDesired(step, property(step))) {
            step.succeed(StepContext.object());
        } else {
            step.after(POLL, () -> waitForProperty(step));
        }
    }

    private static JsonNode call(StepContext step) {
        String service = step.required("Service").toLowerCase(Locale.ROOT);
        ObjectNode inputs = step.inputs().deepCopy();
        inputs.remove(OWN);
        return step.call(SIGNING.getOrDefault(service, service), step.required("Api"), inputs);
    }

    private static List<String> property(StepContext step) {
        Selector selector = Selector.of(step.required("PropertySelector"));
        return selector.select(call(step)).stream().map(Trees::text).toList();
    }

    /** Every value that is there must be one of the desired. */
    private static boolean isDesired(StepContext step, List<String> found) {
        List<String> desired = step.list("DesiredValues");
        return !found.isEmpty() && desired.containsAll(found);
    }
}
