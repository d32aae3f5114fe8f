package dev.sila.aws;

import dev.sila.engine.Attr;
import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags by which Sila finds again what it made, in the forms of each AWS service. */
public final class AwsTags {
    /** What the AWS console shows as the name. */
    public static final String NAME = "Name";

    private AwsTags() {}

    public static List<Tag> ec2(Tags tags) {
        return list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    public static Tags fromEc2(Collection<Tag> tags) {
        return read(tags, Tag::key, Tag::value);
    }

    /** The tags of a resource that is made by an EC2 call. */
    public static TagSpecification ec2(ResourceType type, Tags tags) {
        return TagSpecification.builder().resourceType(type).tags(ec2(tags)).build();
    }

    /** The EC2 filter for what belongs to exactly this environment. */
    public static Filter ofEnvironment(String environment) {
        return Filter.builder().name("tag:" + Marks.ENVIRONMENT).values(environment).build();
    }

    /** The EC2 filter for everything that carries a tag of that key. */
    public static Filter withKey(String key) {
        return Filter.builder().name("tag-key").values(key).build();
    }

    /** Tags as the list that some service wants. */
    public static <T> List<T> list(Tags tags, BiFunction<String, String, T> make) {
        return tags.values().entrySet().stream()
                .map(each -> make.apply(each.getKey(), each.getValue()))
                .toList();
    }

    /** Some service's list of tags as ours. */
    public static <T> Tags read(
            Collection<T> tags, Function<T, String> key, Function<T, @Nullable String> value) {
        Map<String, String> values = new TreeMap<>();
        for (T each : tags) {
            String text = value.apply(each);
            values.put(key.apply(each), text == null ? "" : text);
        }
        return new Tags(values);
    }

    /** The attributes that every found resource has: {@link Attr#PART}, if it is marked. */
    public static Map<Attr, String> attrs(Tags tags) {
        String part = tags.values().get(Marks.PART);
        return part == null ? Map.of() : Map.of(Attr.PART, part);
    }

    /** The {@code Name} tag, or if there is none the identifier. */
    public static String name(Tags tags, String id) {
        return tags.values().getOrDefault(NAME, id);
    }
}
