package dev.sila.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/**
 * What CloudTrail's event history knows of changes: of the last 90 days, in this region, delivered
 * some minutes after they happened (<a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html">Working
 * with event history</a>). Each question is asked once; make a new one to ask again.
 */
public final class ChangeHistory {
    /** A page has 50 events; two look-ups a second are allowed, so nobody reads on for long. */
    private static final int MOST_PAGES = 2;

    private static final int PAGE = 50;

    private final CloudTrailClient trail;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Question, List<Event>> answers = new HashMap<>();

    public ChangeHistory(CloudTrailClient trail) {
        this.trail = trail;
    }

    private record Question(LookupAttributeKey key, String value) {}

    /**
     * A call that changed something and succeeded.
     *
     * @param user the name that CloudTrail gives: a user's, a session's, a service's, or root
     * @param arn whose credentials they were; empty if CloudTrail does not say
     * @param from the address or the service that it came from
     * @param agent the program
     * @param resources identifiers by CloudTrail's resource type
     * @param details all of the event
     */
    public record Event(
            String name,
            Instant time,
            String user,
            String arn,
            String from,
            String agent,
            Map<String, List<String>> resources,
            JsonNode details) {

        /** Whether Sila made the call. */
        public boolean ofSila() {
            return agent.startsWith(Session.AGENT);
        }

        /** A member of the request, if it is a text. */
        public Optional<String> parameter(String member) {
            return text(details.path("requestParameters").path(member));
        }

        /** A member of the reply, if it is a text. */
        public Optional<String> result(String member) {
            return text(details.path("responseElements").path(member));
        }

        private static Optional<String> text(JsonNode value) {
            return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
        }

        /** Whether the request bore this {@code Name} tag, or this text as a member of its own. */
        public boolean names(String name) {
            JsonNode request = details.path("requestParameters");
            return request.valueStream().anyMatch(each -> each.asText("").equals(name))
                    || tagged(request, name);
        }

        private static boolean tagged(JsonNode node, String name) {
            return (node.path("key").asText("").equals(AwsTags.NAME)
                            && node.path("value").asText("").equals(name))
                    || node.valueStream().anyMatch(each -> tagged(each, name));
        }
    }

    /** The changes to a resource, the newest first. */
    public List<Event> of(String resource) {
        return ask(new Question(LookupAttributeKey.RESOURCE_NAME, resource));
    }

    /** The calls of this name, the newest first. */
    public List<Event> calls(String action) {
        return ask(new Question(LookupAttributeKey.EVENT_NAME, action));
    }

    private List<Event> ask(Question question) {
        List<Event> known = answers.get(question);
        if (known == null) {
            known = List.copyOf(lookUp(question));
            answers.put(question, known);
        }
        return known;
    }

    private List<Event> lookUp(Question question) {
        LookupEventsRequest request =
                LookupEventsRequest.builder()
                        .lookupAttributes(
                                LookupAttribute.builder()
                                        .attributeKey(question.key())
                                        .attributeValue(question.value())
                                        .build())
                        .maxResults(PAGE)
                        .build();
        List<Event> events = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            LookupEventsResponse response = trail.lookupEvents(request);
            response.events().forEach(each -> event(each).ifPresent(events::add));
            if (response.nextToken() == null) {
                break;
            }
            request = request.toBuilder().nextToken(response.nextToken()).build();
        }
        return events;
    }

    /** Empty if it changed nothing. */
    private Optional<Event> event(software.amazon.awssdk.services.cloudtrail.model.Event event) {
        JsonNode details = details(event.cloudTrailEvent());
        if ("true".equals(event.readOnly()) || details.hasNonNull("errorCode")) {
            return Optional.empty();
        }
        Map<String, List<String>> resources = new HashMap<>();
        for (Resource each : event.resources()) {
            resources
                    .computeIfAbsent(each.resourceType(), type -> new ArrayList<>())
                    .add(each.resourceName());
        }
        JsonNode identity = details.path("userIdentity");
        String user =
                event.username() == null ? identity.path("type").asText("") : event.username();
        return Optional.of(
                new Event(
                        event.eventName(),
                        event.eventTime().truncatedTo(ChronoUnit.SECONDS),
                        user,
                        identity.path("arn").asText(""),
                        details.path("sourceIPAddress").asText(""),
                        details.path("userAgent").asText(""),
                        resources,
                        details));
    }

    private JsonNode details(String text) {
        try {
            return json.readTree(text == null ? "{}" : text);
        } catch (JsonProcessingException unreadable) {
            return json.createObjectNode();
        }
    }
}
