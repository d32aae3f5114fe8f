package dev.sila.localcloud.service.cloudwatch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/** What a series of measurements is known by. */
record SeriesKey(String namespace, String name, Map<String, String> dimensions) {
    SeriesKey {
        dimensions = new TreeMap<>(dimensions);
    }

    /** Checks the parts, as they stand in a request. */
    static SeriesKey of(String namespace, String name, List<Dimension> dimensions) {
        Checks.length("Namespace", namespace, 1, 255);
        Checks.length("MetricName", name, 1, 255);
        if (namespace.startsWith(":")) {
            throw Checks.invalidValue(
                    "The value " + namespace + " for parameter Namespace is invalid.");
        }
        if (dimensions.size() > 30) {
            throw Checks.invalidValue(
                    "The collection Dimensions must not have a size greater than 30.");
        }
        Map<String, String> sorted = new TreeMap<>();
        for (Dimension dimension : dimensions) {
            String key = Checks.required("Dimensions.member.Name", dimension.name());
            String value = Checks.required("Dimensions.member.Value", dimension.value());
            Checks.length("Dimensions.member.Name", key, 1, 255);
            Checks.length("Dimensions.member.Value", value, 1, 1024);
            if (sorted.put(key, value) != null) {
                throw Checks.invalidValue(
                        "No dimension may be given twice: Dimensions has " + key + " twice.");
            }
        }
        return new SeriesKey(namespace, name, sorted);
    }

    List<Dimension> sdkDimensions() {
        return dimensions.entrySet().stream()
                .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()).build())
                .toList();
    }
}
