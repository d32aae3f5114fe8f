package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.Tag;

/** The tags of Systems Manager's resources: at most 50, none of whose keys begins with aws:. */
final class Tags {
    static final String DOCUMENT = "Document";
    static final String PARAMETER = "Parameter";
    static final String WINDOW = "MaintenanceWindow";
    static final String AUTOMATION = "Automation";
    static final String INSTANCE = "ManagedInstance";

    private static final int MOST = 50;

    private record Resource(String type, String id) {}

    private final Map<Resource, TreeMap<String, String>> all = new HashMap<>();

    void add(String type, String id, Collection<Tag> added) {
        TreeMap<String, String> after = new TreeMap<>(of(type, id));
        for (Tag tag : added) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusals.validation("Tag keys can not begin with aws: " + tag.key());
            }
            after.put(tag.key(), tag.value());
        }
        if (after.size() > MOST) {
            throw new AwsFailure(
                    "TooManyTagsError", "A resource can have at most " + MOST + " tags.");
        }
        all.put(new Resource(type, id), after);
    }

    void remove(String type, String id, Collection<String> keys) {
        keys.forEach(of(type, id)::remove);
    }

    void forget(String type, String id) {
        all.remove(new Resource(type, id));
    }

    Map<String, String> of(String type, String id) {
        return all.computeIfAbsent(new Resource(type, id), missing -> new TreeMap<>());
    }

    List<Tag> list(String type, String id) {
        return of(type, id).entrySet().stream()
                .map(each -> Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    /** Whether it has the tag with one of the values, or with any if there are none. */
    boolean matches(String type, String id, String key, List<String> values) {
        String value = of(type, id).get(key);
        return value != null && (values.isEmpty() || values.contains(value));
    }
}
