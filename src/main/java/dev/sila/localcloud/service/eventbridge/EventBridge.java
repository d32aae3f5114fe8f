package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/** The service. What other services tell of themselves comes to the default bus. */
public final class EventBridge {
    private final BusStore store;
    private final Dispatch dispatch;
    private final Service service;

    public EventBridge(Foundation foundation, Targets targets) {
        store = new BusStore(foundation);
        dispatch = new Dispatch(store, targets);
        service =
                new Service(
                        "EventBridge",
                        "events",
                        "2015-10-07",
                        Service.Protocol.JSON,
                        List.of(
                                new BusOperations(store),
                                new RuleOperations(store, dispatch),
                                new TargetOperations(store),
                                new EventOperations(store, dispatch),
                                new TagOperations(store)));
        foundation.events().subscribe(Events.InstanceStateChanged.class, this::take);
        foundation.events().subscribe(Events.ServiceEvent.class, this::take);
    }

    public Service service() {
        return service;
    }

    public int rules() {
        return store.byName.values().stream().mapToInt(each -> each.rules.size()).sum();
    }

    private void take(Events.InstanceStateChanged changed) {
        String arn = store.foundation.realm().arn("ec2", "instance/" + changed.instanceId());
        JsonNode detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("instance-id", changed.instanceId())
                        .put("state", changed.state());
        put("aws.ec2", "EC2 Instance State-change Notification", List.of(arn), detail);
    }

    private void take(Events.ServiceEvent event) {
        put(event.source(), event.detailType(), event.resources(), BusStore.detail(event.detail()));
    }

    private void put(String source, String type, List<String> resources, JsonNode detail) {
        dispatch.put(
                store.bus(Bus.DEFAULT), store.event(source, type, store.now(), resources, detail));
    }
}
