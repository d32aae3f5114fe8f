package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Actions that start, stop, terminate and launch instances. */
final class InstanceActions {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Selector STATES = Selector.of("$.Reservations[*].Instances[*].State.Name");
    private static final Selector LAUNCHED = Selector.of("$.Instances[*].InstanceId");
    private static final Map<String, String> CALLS =
            Map.of(
                    "running", "StartInstances",
                    "stopped", "StopInstances",
                    "terminated", "TerminateInstances");

    private InstanceActions() {}

    static void changeState(StepContext step) {
        List<String> ids = step.list("InstanceIds");
        String desired = step.required("DesiredState");
        String call = CALLS.get(desired);
        if (call == null || ids.isEmpty()) {
            step.fail("Inputs of aws:changeInstanceState are not valid.");
            return;
        }
        if (!step.text("CheckStateOnly").orElse("false").equals("true")) {
            ObjectNode inputs = instances(ids);
            if (desired.equals("stopped") && step.text("Force").orElse("").equals("true")) {
                inputs.put("Force", true);
            }
            step.call("ec2", call, inputs);
        }
        await(step, ids, desired);
    }

    private static ObjectNode instances(List<String> ids) {
        ObjectNode inputs = StepContext.object();
        inputs.set("InstanceIds", StepContext.array(ids));
        return inputs;
    }

    /** Looks until all of them are in the state; the step's timeout ends it. */
    private static void await(StepContext step, List<String> ids, String desired) {
        List<String> states =
                STATES.select(step.call("ec2", "DescribeInstances", instances(ids))).stream()
                        .map(JsonNode::asText)
                        .toList();
        if (states.stream().allMatch(desired::equals)) {
            ObjectNode outputs = StepContext.object();
            outputs.set("InstanceIds", StepContext.array(ids));
            outputs.set("InstanceStates", StepContext.array(states));
            step.succeed(outputs);
        } else if (desired.equals("running") && states.contains("terminated")) {
            step.fail("An instance was terminated: " + ids);
        } else {
            step.after(POLL, () -> await(step, ids, desired));
        }
    }

    /** Launches and waits until all run. Inputs bear the names of RunInstances but for some. */
    static void run(StepContext step) {
        ObjectNode inputs = step.inputs().deepCopy();
        int count = step.text("MinInstanceCount").map(Integer::parseInt).orElse(1);
        inputs.put("MinCount", count);
        inputs.put("MaxCount", step.text("MaxInstanceCount").map(Integer::parseInt).orElse(count));
        inputs.remove(List.of("MinInstanceCount", "MaxInstanceCount"));
        profile(inputs, "IamInstanceProfileName", "Name");
        profile(inputs, "IamInstanceProfileArn", "Arn");
        JsonNode answer = step.call("ec2", "RunInstances", inputs);
        List<String> ids = LAUNCHED.select(answer).stream().map(JsonNode::asText).toList();
        await(step, ids, "running");
    }

    private static void profile(ObjectNode inputs, String name, String member) {
        JsonNode value = inputs.remove(name);
        if (value != null) {
            inputs.set("IamInstanceProfile", StepContext.object().set(member, value));
        }
    }
}
