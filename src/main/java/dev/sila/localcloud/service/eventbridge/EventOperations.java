package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.pattern.JsonPattern;
import dev.sila.localcloud.service.pattern.MalformedPatternException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** Takes events of clients, and tries patterns. */
final class EventOperations {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.events");
    private static final int LONGEST = 262_144;
    private static final List<String> WANTED =
            List.of("id", "account", "source", "time", "region", "resources", "detail-type");

    private final BusStore store;
    private final Dispatch dispatch;

    EventOperations(BusStore store, Dispatch dispatch) {
        this.store = store;
        this.dispatch = dispatch;
    }

    /** Each entry succeeds or fails on its own. */
    public PutEventsResponse putEvents(PutEventsRequest request) {
        if (request.endpointId() != null) {
            throw Checks.unsupported("EndpointId");
        }
        if (request.entries().isEmpty() || request.entries().size() > 10) {
            throw Checks.constraint(
                    "'[" + request.entries().size() + " entries]'",
                    "entries",
                    "Member must have length between 1 and 10");
        }
        if (request.entries().stream().mapToInt(EventOperations::size).sum() > LONGEST) {
            throw Checks.invalid("Total size of the entries in the request is over the limit.");
        }
        List<PutEventsResultEntry> results = request.entries().stream().map(this::put).toList();
        long failed = results.stream().filter(each -> each.errorCode() != null).count();
        return PutEventsResponse.builder().failedEntryCount((int) failed).entries(results).build();
    }

    public TestEventPatternResponse testEventPattern(TestEventPatternRequest request) {
        JsonPattern pattern =
                RuleOperations.pattern(Checks.required("eventPattern", request.eventPattern()));
        JsonNode event = Inputs.json("Event", Checks.required("event", request.event()));
        for (String name : WANTED) {
            if (!event.has(name)) {
                throw Checks.invalid(
                        "Parameter Event is not valid. Reason: " + name + " is missing.");
            }
        }
        return TestEventPatternResponse.builder().result(pattern.matches(event)).build();
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry) {
        try {
            JsonNode event = event(entry);
            try {
                dispatch.put(store.bus(entry.eventBusName()), event);
            } catch (AwsFailure noBus) {
                LOG.log(System.Logger.Level.WARNING, "An event is lost: {0}", noBus.getMessage());
            }
            return PutEventsResultEntry.builder().eventId(event.get("id").asText()).build();
        } catch (AwsFailure refused) {
            return PutEventsResultEntry.builder()
                    .errorCode(refused.code())
                    .errorMessage(refused.getMessage())
                    .build();
        }
    }

    private JsonNode event(PutEventsRequestEntry entry) {
        String source = required("Source", entry.source());
        String type = required("DetailType", entry.detailType());
        String detail = required("Detail", entry.detail());
        if (source.startsWith("aws.")) {
            throw new AwsFailure(
                    "NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        JsonNode json;
        try {
            json = JsonPattern.json(detail);
        } catch (MalformedPatternException wrong) {
            throw new AwsFailure("MalformedDetail", "Detail is malformed.");
        }
        if (!json.isObject()) {
            throw new AwsFailure("MalformedDetail", "Detail is malformed.");
        }
        Instant time = entry.time() == null ? store.now() : entry.time();
        return store.event(source, type, time, entry.resources(), json);
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new AwsFailure(
                    "InvalidArgument",
                    "Parameter %s is not valid. Reason: %s is a required argument."
                            .formatted(member, member));
        }
        return value;
    }

    /**
     * Source: EventBridge user guide, "Calculating Amazon EventBridge PutEvents event entry size".
     */
    private static int size(PutEventsRequestEntry entry) {
        int size = entry.time() == null ? 0 : 14;
        for (String text :
                List.of("" + entry.source(), "" + entry.detailType(), "" + entry.detail())) {
            size += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return size + entry.resources().stream().mapToInt(String::length).sum();
    }
}
