package dev.sila.localcloud.service.cloudtrail;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/** Finds events, the newest first, by one attribute and a range of time. */
final class LookUp {
    private static final int MOST = 50;

    private final History history;

    LookUp(History history) {
        this.history = history;
    }

    public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
        check(request);
        if (request.eventCategory() == EventCategory.INSIGHT) {
            return LookupEventsResponse.builder().events(List.of()).build();
        }
        List<Event> found =
                history.visible()
                        .filter(each ->
                                request.startTime() == null
                                        || !each.time().isBefore(request.startTime()))
                        .filter(each ->
                                request.endTime() == null
                                        || !each.time().isAfter(request.endTime()))
                        .filter(each ->
                                request.lookupAttributes().stream()
                                        .allMatch(attribute -> matches(each, attribute)))
                        .toList();
        Page<Event> page = page(found, request);
        EventJson json = history.json();
        return LookupEventsResponse.builder()
                .events(page.items().stream().map(each -> shown(each, json)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static void check(LookupEventsRequest request) {
        if (request.eventCategoryAsString() != null
                && request.eventCategory() == EventCategory.UNKNOWN_TO_SDK_VERSION) {
            throw new AwsFailure(
                    "InvalidEventCategoryException", "The event category isn't valid.");
        }
        List<LookupAttribute> attributes = request.lookupAttributes();
        boolean known =
                attributes.stream()
                        .noneMatch(each ->
                                each.attributeKey() == LookupAttributeKey.UNKNOWN_TO_SDK_VERSION);
        if (attributes.size() > 1 || !known) {
            throw new AwsFailure(
                    "InvalidLookupAttributesException",
                    "Specify one lookup attribute, of those that CloudTrail has.");
        }
        if (request.startTime() != null
                && request.endTime() != null
                && request.startTime().isAfter(request.endTime())) {
            throw new AwsFailure(
                    "InvalidTimeRangeException", "The start time is after the end time.");
        }
        int size = Objects.requireNonNullElse(request.maxResults(), MOST);
        if (size < 1 || size > MOST) {
            throw new AwsFailure(
                    "InvalidMaxResultsException", "MaxResults is from 1 to " + MOST + ".");
        }
    }

    private static Page<Event> page(List<Event> found, LookupEventsRequest request) {
        try {
            return new Pages(1, MOST)
                    .page(
                            found,
                            each -> "%019d".formatted(Long.MAX_VALUE - each.order()),
                            Objects.requireNonNullElse(request.maxResults(), MOST),
                            request.nextToken());
        } catch (AwsFailure wrongToken) {
            throw new AwsFailure(
                    "InvalidNextTokenException",
                    "The token isn't valid, or was made for other parameters.");
        }
    }

    private static boolean matches(Event event, LookupAttribute attribute) {
        String value = attribute.attributeValue();
        return switch (attribute.attributeKey()) {
            case EVENT_ID -> event.id().equals(value);
            case EVENT_NAME -> event.call().action().equals(value);
            case READ_ONLY -> String.valueOf(event.readOnly()).equals(value);
            case USERNAME -> event.username().equals(value);
            case RESOURCE_TYPE ->
                    event.resources().stream().anyMatch(each -> each.type().equals(value));
            case RESOURCE_NAME ->
                    event.resources().stream().anyMatch(each -> each.name().equals(value));
            case EVENT_SOURCE -> event.source().equals(value);
            case ACCESS_KEY_ID -> event.call().caller().accessKeyId().equals(value);
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static software.amazon.awssdk.services.cloudtrail.model.Event shown(
            Event event, EventJson json) {
        return software.amazon.awssdk.services.cloudtrail.model.Event.builder()
                .eventId(event.id())
                .eventName(event.call().action())
                .readOnly(String.valueOf(event.readOnly()))
                .accessKeyId(event.isOfService() ? null : event.call().caller().accessKeyId())
                .eventTime(event.time())
                .eventSource(event.source())
                .username(event.username())
                .resources(
                        event.resources().stream()
                                .map(each ->
                                        Resource.builder()
                                                .resourceType(each.type())
                                                .resourceName(each.name())
                                                .build())
                                .toList())
                .cloudTrailEvent(json.of(event))
                .build();
    }
}
