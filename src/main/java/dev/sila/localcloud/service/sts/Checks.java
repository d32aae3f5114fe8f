package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.PolicyDocument;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/** What STS demands of parameters. Source: the STS API reference. */
final class Checks {
    private static final int MOST_TAGS = 50;
    private static final int MOST_ARNS = 10;

    private Checks() {}

    static String required(String member, @Nullable String value) {
        if (value == null) {
            throw Refusals.constraint(null, member, "Member must not be null");
        }
        return value;
    }

    static String length(String member, String value, int shortest, int longest) {
        if (value.length() < shortest || value.length() > longest) {
            throw Refusals.constraint(
                    value,
                    member,
                    value.length() < shortest
                            ? "Member must have length greater than or equal to " + shortest
                            : "Member must have length less than or equal to " + longest);
        }
        return value;
    }

    static String matching(String member, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw Refusals.constraint(
                    value, member, "Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    /** A name of letters, digits and {@code _+=,.@-}, of two characters at least. */
    static String name(String member, @Nullable String value, int longest) {
        String name = length(member, required(member, value), 2, longest);
        return matching(member, name, "[\\w+=,.@-]*");
    }

    static int duration(@Nullable Integer seconds, int otherwise, int longest) {
        int duration = seconds == null ? otherwise : seconds;
        if (duration < 900 || duration > longest) {
            throw Refusals.constraint(
                    String.valueOf(duration),
                    "durationSeconds",
                    duration < 900
                            ? "Member must have value greater than or equal to 900"
                            : "Member must have value less than or equal to " + longest);
        }
        return duration;
    }

    /** Tags by key. */
    static Map<String, String> tags(List<Tag> given) {
        if (given.size() > MOST_TAGS) {
            throw Refusals.constraint(
                    "" + given.size(),
                    "tags",
                    "Member must have length less than or equal to " + MOST_TAGS);
        }
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : given) {
            String key = length("tags.member.key", required("tags.member.key", tag.key()), 1, 128);
            String value =
                    length("tags.member.value", required("tags.member.value", tag.value()), 0, 256);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusals.invalid("System tags cannot be specified in session tags: " + key);
            }
            if (tags.put(key, value) != null) {
                throw new AwsFailure("InvalidParameterValue", "Duplicate tag keys found: " + key);
            }
        }
        return tags;
    }

    /** The policies of a new session, if the request gives any. */
    static Optional<List<SourcedPolicy>> policies(
            Iam iam, List<PolicyDescriptorType> managed, @Nullable String document) {
        if (managed.size() > MOST_ARNS) {
            throw Refusals.constraint(
                    "" + managed.size(),
                    "policyArns",
                    "Member must have length less than or equal to " + MOST_ARNS);
        }
        if (document != null) {
            length("policy", document, 1, 2048);
        }
        if (managed.isEmpty() && document == null) {
            return Optional.empty();
        }
        return Optional.of(
                iam.sessionPolicies(
                        managed.stream().map(each -> required("arn", each.arn())).toList(),
                        Optional.ofNullable(document)));
    }

    /** How much of the space for policies and tags is used, in percent; null for none. */
    static @Nullable Integer packed(
            @Nullable String document,
            List<PolicyDescriptorType> managed,
            Map<String, String> tags) {
        int size = document == null ? 0 : PolicyDocument.size(document);
        size += managed.stream().mapToInt(each -> String.valueOf(each.arn()).length()).sum();
        size +=
                tags.entrySet().stream()
                        .mapToInt(each -> each.getKey().length() + each.getValue().length())
                        .sum();
        return size == 0 ? null : Math.max(1, size * 100 / 4096);
    }
}
