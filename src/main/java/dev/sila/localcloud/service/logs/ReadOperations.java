package dev.sila.localcloud.service.logs;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Reads events: of one stream in either direction, or of a group by a pattern. */
final class ReadOperations {
    private static final int MOST = 10_000;

    private final LogStore store;

    ReadOperations(LogStore store) {
        this.store = store;
    }

    /**
     * Without a token the latest events, or the first ones from the head. A token stands at an
     * event and looks forward or back from it; at either end the same token comes again.
     */
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        LogGroup group = store.group(request.logGroupName(), request.logGroupIdentifier());
        Refusals.unsupported(Boolean.TRUE.equals(request.unmask()), "masked data");
        LogStream stream = store.stream(group, request.logStreamName());
        List<LogEvent> all =
                stream.events.stream()
                        .filter(each -> from(each, request.startTime()))
                        .filter(each ->
                                request.endTime() == null || each.timestamp() < request.endTime())
                        .toList();
        int size = request.limit() == null ? MOST : request.limit();
        boolean forward = Boolean.TRUE.equals(request.startFromHead());
        int begin = forward ? 0 : Math.max(0, all.size() - size);
        int end = forward ? Math.min(all.size(), size) : all.size();
        String token = request.nextToken();
        if (token != null) {
            if (!token.matches("[fb]/\\d{56}/s")) {
                throw LogStore.invalidToken();
            }
            String at = token.substring(2, token.length() - 2);
            if (token.startsWith("f/")) {
                begin = (int) all.stream().filter(each -> each.id().compareTo(at) <= 0).count();
                end = Math.min(all.size(), begin + size);
            } else {
                end = (int) all.stream().filter(each -> each.id().compareTo(at) < 0).count();
                begin = Math.max(0, end - size);
            }
        }
        List<LogEvent> page = all.subList(begin, end);
        return GetLogEventsResponse.builder()
                .events(page.stream().map(ReadOperations::output).toList())
                .nextForwardToken(next("f/", page.isEmpty() ? null : page.getLast(), token))
                .nextBackwardToken(next("b/", page.isEmpty() ? null : page.getFirst(), token))
                .build();
    }

    private static String next(String direction, @Nullable LogEvent at, @Nullable String token) {
        if (at != null) {
            return direction + at.id() + "/s";
        }
        return token == null ? direction + "0".repeat(56) + "/s" : direction + token.substring(2);
    }

    private static OutputLogEvent output(LogEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .message(event.message())
                .ingestionTime(event.ingested())
                .build();
    }

    private static boolean from(LogEvent event, @Nullable Long start) {
        return start == null || event.timestamp() >= start;
    }

    /** Events of all streams by time; the end is part of the span. */
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        LogGroup group = store.group(request.logGroupName(), request.logGroupIdentifier());
        Refusals.unsupported(Boolean.TRUE.equals(request.unmask()), "masked data");
        if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
            throw Refusals.invalid(
                    "logStreamNames and logStreamNamePrefix are mutually exclusive.");
        }
        request.logStreamNames().forEach(each -> store.stream(group, each));
        FilterPattern pattern =
                FilterPattern.parse(
                        Optional.ofNullable(request.filterPattern()).orElse(""),
                        "Invalid filter pattern");
        String last = request.nextToken() == null ? "" : LogStore.opened(request.nextToken());
        if (!last.isEmpty() && !last.matches("\\d{56}")) {
            throw LogStore.invalidToken();
        }
        int size = request.limit() == null ? MOST : request.limit();
        List<LogEvent> rest =
                searched(group, request)
                        .filter(each -> from(each, request.startTime()))
                        .filter(each ->
                                request.endTime() == null || each.timestamp() <= request.endTime())
                        .filter(each -> each.id().compareTo(last) > 0)
                        .filter(each -> pattern.match(each.message()).isPresent())
                        .limit(size + 1L)
                        .toList();
        boolean more = rest.size() > size;
        List<LogEvent> page = more ? rest.subList(0, size) : rest;
        return FilterLogEventsResponse.builder()
                .events(page.stream().map(ReadOperations::filtered).toList())
                .searchedLogStreams(List.of())
                .nextToken(more ? LogStore.token(page.getLast().id()) : null)
                .build();
    }

    private static Stream<LogEvent> searched(LogGroup group, FilterLogEventsRequest request) {
        String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
        TreeSet<LogEvent> all = new TreeSet<>();
        group.streams.values().stream()
                .filter(each ->
                        !request.hasLogStreamNames()
                                || request.logStreamNames().contains(each.name))
                .filter(each -> each.name.startsWith(prefix))
                .forEach(each -> all.addAll(each.events));
        return all.stream();
    }

    private static FilteredLogEvent filtered(LogEvent event) {
        return FilteredLogEvent.builder()
                .logStreamName(event.stream())
                .timestamp(event.timestamp())
                .message(event.message())
                .ingestionTime(event.ingested())
                .eventId(event.id())
                .build();
    }
}
