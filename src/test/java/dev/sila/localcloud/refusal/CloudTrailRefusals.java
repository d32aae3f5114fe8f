package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/** What CloudTrail refuses. */
final class CloudTrailRefusals implements Corpus {
    private static final String LOOK_UP =
            "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html";

    @Override
    public String service() {
        return "CloudTrail";
    }

    private static Refusal refused(
            String rule, String code, Consumer<LookupEventsRequest.Builder> request) {
        return new Refusal(rule, LOOK_UP, code, rig -> lookUp(rig, request));
    }

    private static void lookUp(Rig rig, Consumer<LookupEventsRequest.Builder> request) {
        rig.client(CloudTrailClient.builder()).lookupEvents(request);
    }

    private static LookupAttribute attribute(String key) {
        return LookupAttribute.builder().attributeKey(key).attributeValue("x").build();
    }

    @Override
    public List<Refusal> refusals() {
        return List.of(
                refused(
                        "There is one attribute at most",
                        "InvalidLookupAttributesException",
                        r -> r.lookupAttributes(attribute("EventName"), attribute("Username"))),
                refused(
                        "An attribute is one of CloudTrail's",
                        "InvalidLookupAttributesException",
                        r -> r.lookupAttributes(attribute("Colour"))),
                refused(
                        "A range does not end before it begins",
                        "InvalidTimeRangeException",
                        r ->
                                r.startTime(Instant.parse("2026-02-02T00:00:00Z"))
                                        .endTime(Instant.parse("2026-02-01T00:00:00Z"))),
                refused(
                        "A page has 50 events at most",
                        "InvalidMaxResultsException",
                        r -> r.maxResults(51)),
                refused(
                        "A token comes from a page",
                        "InvalidNextTokenException",
                        r -> r.nextToken("x")),
                refused(
                        "A category is insight",
                        "InvalidEventCategoryException",
                        r -> r.eventCategory("data")));
    }
}
