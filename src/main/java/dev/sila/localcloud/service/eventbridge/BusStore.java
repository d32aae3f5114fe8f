package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.pattern.JsonPattern;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All buses. There is always the default one. */
final class BusStore {
    final Foundation foundation;
    final Map<String, Bus> byName = new TreeMap<>();

    BusStore(Foundation foundation) {
        this.foundation = foundation;
        add(Bus.DEFAULT, null);
    }

    Bus add(String name, @Nullable String description) {
        String arn = foundation.realm().arn("events", "event-bus/" + name);
        Bus bus = new Bus(name, arn, now(), description);
        byName.put(name, bus);
        return bus;
    }

    Instant now() {
        return foundation.timeline().now();
    }

    /** A bus by its name or ARN; the default one if there is none given. */
    Bus bus(@Nullable String nameOrArn) {
        String name =
                nameOrArn == null
                        ? Bus.DEFAULT
                        : nameOrArn.startsWith("arn:")
                                ? nameOrArn.replaceFirst("^arn:.*:event-bus/", "")
                                : nameOrArn;
        Bus bus = byName.get(name);
        if (bus == null) {
            throw Checks.notFound("Event bus " + name + " does not exist.");
        }
        return bus;
    }

    Rule rule(@Nullable String busName, @Nullable String ruleName) {
        String name = Checks.pattern("name", ruleName, Checks.NAME);
        Bus bus = bus(busName);
        Rule rule = bus.rules.get(name);
        if (rule == null) {
            throw Checks.notFound("Rule " + name + " does not exist on EventBus " + bus.name + ".");
        }
        return rule;
    }

    /**
     * An event in AWS's envelope.
     *
     * @param detail a JSON object
     */
    JsonNode event(
            String source,
            String detailType,
            Instant time,
            List<String> resources,
            JsonNode detail) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", foundation.identity().uuid())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", foundation.realm().account())
                .put(
                        "time",
                        DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS)))
                .put("region", foundation.realm().region());
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        return event;
    }

    /** The detail of an event of another service. */
    static JsonNode detail(String json) {
        return JsonPattern.json(json);
    }
}
