package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Actions that make, copy and delete images, and tag resources. */
final class ImageActions {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Selector STATE = Selector.of("$.Images[*].State");
    private static final Selector SNAPSHOTS =
            Selector.of("$.Images[*].BlockDeviceMappings[*].Ebs.SnapshotId");

    private ImageActions() {}

    static void create(StepContext step) {
        ObjectNode inputs = step.inputs().deepCopy();
        rename(inputs, "ImageName", "Name");
        rename(inputs, "ImageDescription", "Description");
        await(step, step.call("ec2", "CreateImage", inputs).path("ImageId").asText());
    }

    static void copy(StepContext step) {
        ObjectNode inputs = step.inputs().deepCopy();
        rename(inputs, "ImageName", "Name");
        rename(inputs, "ImageDescription", "Description");
        await(step, step.call("ec2", "CopyImage", inputs).path("ImageId").asText());
    }

    private static void rename(ObjectNode inputs, String from, String to) {
        JsonNode value = inputs.remove(from);
        if (value != null) {
            inputs.set(to, value);
        }
    }

    private static ObjectNode images(String imageId) {
        ObjectNode inputs = StepContext.object();
        inputs.set("ImageIds", StepContext.array(List.of(imageId)));
        return inputs;
    }

    private static void await(StepContext step, String imageId) {
        JsonNode found = step.call("ec2", "DescribeImages", images(imageId));
        List<String> states = STATE.select(found).stream().map(JsonNode::asText).toList();
        if (states.contains("available")) {
            ObjectNode outputs = StepContext.object();
            outputs.put("ImageId", imageId);
            outputs.put("ImageState", "available");
            step.succeed(outputs);
        } else if (states.contains("failed") || states.isEmpty()) {
            step.fail("The image was not made: " + imageId);
        } else {
            step.after(POLL, () -> await(step, imageId));
        }
    }

    /** With the snapshots that the image stands on. */
    static void delete(StepContext step) {
        String imageId = step.required("ImageId");
        JsonNode found = step.call("ec2", "DescribeImages", images(imageId));
        step.call("ec2", "DeregisterImage", StepContext.object().put("ImageId", imageId));
        for (JsonNode snapshot : SNAPSHOTS.select(found)) {
            step.call(
                    "ec2",
                    "DeleteSnapshot",
                    StepContext.object().put("SnapshotId", snapshot.asText()));
        }
        step.succeed(StepContext.object());
    }

    static void tag(StepContext step) {
        String type = step.text("ResourceType").orElse("EC2");
        if (!type.equals("EC2")) {
            step.fail("The local cloud does not tag resources of the type " + type + ".");
            return;
        }
        ObjectNode inputs = StepContext.object();
        inputs.set("Resources", StepContext.array(step.list("ResourceIds")));
        inputs.set("Tags", step.inputs().path("Tags"));
        step.call("ec2", "CreateTags", inputs);
        step.succeed(StepContext.object());
    }
}
