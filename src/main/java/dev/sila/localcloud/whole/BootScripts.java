package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.ec2.Ec2;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The boot scripts that a baked image may hold, on machines that run nothing. An image with the tag
 * {@value #TAG} and a number of seconds gives hosts whose scripts pass that long after the start
 * and then write the tags {@code smoketest=tested} and {@code boottime}, which go when the host
 * stops. Every other word, or no such tag: the scripts never pass, or there are none.
 */
final class BootScripts {
    static final String TAG = "local:smoketest";

    private static final String RESULT = "smoketest";
    private static final String TIME = "boottime";

    private final Ec2 ec2;
    private final Timeline timeline;
    private final Map<String, Timeline.Pending> running = new HashMap<>();

    private BootScripts(Ec2 ec2, Timeline timeline) {
        this.ec2 = ec2;
        this.timeline = timeline;
    }

    static void join(Foundation foundation, Ec2 ec2) {
        BootScripts scripts = new BootScripts(ec2, foundation.timeline());
        foundation.events().subscribe(Events.InstanceStateChanged.class, scripts::changed);
    }

    private void changed(Events.InstanceStateChanged event) {
        Timeline.Pending before = running.remove(event.instanceId());
        if (before != null) {
            before.cancel();
        }
        switch (event.state()) {
            case "running" ->
                    duration(event.instanceId())
                            .ifPresent(each ->
                                    running.put(
                                            event.instanceId(),
                                            timeline.after(each, () -> pass(event.instanceId()))));
            case "stopping" -> forget(event.instanceId());
            default -> {}
        }
    }

    private Optional<Duration> duration(String instanceId) {
        return ec2.instances()
                .find(instanceId)
                .flatMap(each -> image(each.imageId()))
                .flatMap(image ->
                        image.tags().stream()
                                .filter(tag -> tag.key().equals(TAG))
                                .map(Tag::value)
                                .filter(each -> each.matches("\\d{1,5}"))
                                .findFirst())
                .map(each -> Duration.ofSeconds(Long.parseLong(each)));
    }

    private Optional<Image> image(String id) {
        try {
            return ec2
                    .images()
                    .describeImages(DescribeImagesRequest.builder().imageIds(id).build())
                    .images()
                    .stream()
                    .findFirst();
        } catch (AwsFailure deregistered) {
            return Optional.empty();
        }
    }

    private void pass(String instanceId) {
        running.remove(instanceId);
        ec2.tagging()
                .createTags(
                        CreateTagsRequest.builder()
                                .resources(instanceId)
                                .tags(
                                        tag(RESULT, "tested"),
                                        tag(TIME, String.valueOf(timeline.now())))
                                .build());
    }

    private void forget(String instanceId) {
        ec2.tagging()
                .deleteTags(
                        DeleteTagsRequest.builder()
                                .resources(instanceId)
                                .tags(
                                        Tag.builder().key(RESULT).build(),
                                        Tag.builder().key(TIME).build())
                                .build());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
