package dev.sila.localcloud.service.eventbridge;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;

/** Makes, lists and deletes buses. */
final class BusOperations {
    private static final int MOST = 100;

    private final BusStore store;

    BusOperations(BusStore store) {
        this.store = store;
    }

    public CreateEventBusResponse createEventBus(CreateEventBusRequest request) {
        String name = Checks.pattern("name", request.name(), "[.\\-_A-Za-z0-9]{1,256}");
        refuseUnsupported(request);
        if (store.byName.containsKey(name)) {
            throw new AwsFailure(
                    "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        if (store.byName.size() > MOST) {
            throw Checks.limitExceeded("The requested resource exceeds the maximum number allowed");
        }
        var tags = Checks.tagged(java.util.Map.of(), request.tags());
        Bus bus = store.add(name, request.description());
        bus.tags = tags;
        return CreateEventBusResponse.builder()
                .eventBusArn(bus.arn)
                .description(bus.description)
                .build();
    }

    /** Deleting what is not there succeeds. */
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request) {
        String name = Checks.required("name", request.name());
        if (name.equals(Bus.DEFAULT)) {
            throw Checks.invalid("Cannot delete event bus default.");
        }
        Bus bus = store.byName.get(name);
        if (bus != null && !bus.rules.isEmpty()) {
            throw Checks.invalid("Cannot delete event bus " + name + ": it still has rules.");
        }
        store.byName.remove(name);
        return DeleteEventBusResponse.builder().build();
    }

    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
        Bus bus = store.bus(request.name());
        return DescribeEventBusResponse.builder()
                .name(bus.name)
                .arn(bus.arn)
                .description(bus.description)
                .creationTime(bus.created)
                .lastModifiedTime(bus.created)
                .build();
    }

    public ListEventBusesResponse listEventBuses(ListEventBusesRequest request) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        List<Bus> found =
                store.byName.values().stream()
                        .filter(each -> each.name.startsWith(prefix))
                        .toList();
        Checks.Page<Bus> page =
                Checks.Page.of(found, each -> each.name, request.limit(), request.nextToken());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items().stream().map(BusOperations::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static EventBus shown(Bus bus) {
        return EventBus.builder()
                .name(bus.name)
                .arn(bus.arn)
                .description(bus.description)
                .creationTime(bus.created)
                .lastModifiedTime(bus.created)
                .build();
    }

    private static void refuseUnsupported(CreateEventBusRequest request) {
        if (request.eventSourceName() != null) {
            throw Checks.notFound("Event source " + request.eventSourceName() + " does not exist.");
        }
        if (request.kmsKeyIdentifier() != null) {
            throw Checks.unsupported("KmsKeyIdentifier");
        }
        if (request.deadLetterConfig() != null) {
            throw Checks.unsupported("DeadLetterConfig");
        }
        if (request.logConfig() != null) {
            throw Checks.unsupported("LogConfig");
        }
    }
}
