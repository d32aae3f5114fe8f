package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.AwsFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tags of load balancers and what belongs to them, by ARN or by name. */
public final class ResourceTags {
    private static final int MOST = 50;
    private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    /** A tag as a request has it. */
    public record Given(@Nullable String key, @Nullable String value) {
        String text() {
            return value == null ? "" : value;
        }
    }

    private final Map<String, TreeMap<String, String>> tags = new HashMap<>();

    /** Refuses tags that the resource cannot get; one that is about to be made has none yet. */
    public void check(String resource, List<Given> given) {
        Set<String> keys = new HashSet<>();
        for (Given tag : given) {
            check(tag);
            if (!keys.add(tag.key())) {
                throw new AwsFailure(
                        "DuplicateTagKeys", "Tag keys are duplicated: '" + tag.key() + "'");
            }
        }
        keys.addAll(of(resource).keySet());
        if (keys.size() > MOST) {
            throw new AwsFailure(
                    "TooManyTags", "The quota for the number of tags, 50, has been reached");
        }
    }

    private static void check(Given tag) {
        String key = tag.key();
        if (key == null || key.isEmpty() || key.length() > 128 || !key.matches(ALLOWED)) {
            throw Refused.invalid(
                    "Tag key '"
                            + key
                            + "' must have 1 to 128 letters, spaces, numbers or _.:/=+-@");
        }
        if (key.startsWith("aws:")) {
            throw Refused.invalid("Tag key '" + key + "': the prefix aws: is reserved");
        }
        if (tag.text().length() > 256 || !tag.text().matches(ALLOWED)) {
            throw Refused.invalid(
                    "The value of the tag '"
                            + key
                            + "' must have up to 256 letters, spaces, numbers or _.:/=+-@");
        }
    }

    /** Checks and adds. */
    public void put(String resource, List<Given> given) {
        check(resource, given);
        TreeMap<String, String> held = tags.computeIfAbsent(resource, _ -> new TreeMap<>());
        given.forEach(tag -> held.put(String.valueOf(tag.key()), tag.text()));
    }

    /** Takes keys away; those that it does not have do not matter. */
    public void remove(String resource, List<String> keys) {
        TreeMap<String, String> held = tags.get(resource);
        if (held != null) {
            keys.forEach(held::remove);
        }
    }

    public Map<String, String> of(String resource) {
        return tags.getOrDefault(resource, new TreeMap<>());
    }

    /** Forgets a resource that is gone. */
    public void forget(String resource) {
        tags.remove(resource);
    }
}
