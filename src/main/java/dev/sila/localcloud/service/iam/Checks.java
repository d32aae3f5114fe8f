package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.Quotas;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM demands of names, paths and tags. Source: the IAM API reference and quotas page. */
final class Checks {
    private static final int MOST_TAGS = 50;

    private Checks() {}

    static String required(String member, @Nullable String value) {
        if (value == null) {
            throw Refusals.constraint(member, "null", "Member must not be null");
        }
        return value;
    }

    /** A name of letters, digits and {@code _+=,.@-}. */
    static String name(String member, @Nullable String value, int longest) {
        String name = length(member, required(member, value), 1, longest);
        if (!name.matches("[\\w+=,.@-]+")) {
            throw Refusals.invalid(
                    "The specified value for "
                            + member
                            + " is invalid. It must contain only alphanumeric characters and/or the"
                            + " following: +=,.@_-");
        }
        return name;
    }

    /** A path that begins and ends with a slash; {@code /} if there is none. */
    static String path(@Nullable String value) {
        String path = length("path", value == null ? "/" : value, 1, 512);
        if (!path.matches("/|/[!-~]+/")) {
            throw Refusals.invalid(
                    "The specified value for path is invalid. It must begin and end with / and"
                            + " contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    /** The beginning of a path; {@code /} if there is none. */
    static String pathPrefix(@Nullable String value) {
        String prefix = length("pathPrefix", value == null ? "/" : value, 1, 512);
        if (!prefix.matches("/[!-~]*")) {
            throw Refusals.invalid("The specified value for pathPrefix is invalid.");
        }
        return prefix;
    }

    static String length(String member, String value, int shortest, int longest) {
        if (value.length() < shortest || value.length() > longest) {
            throw Refusals.constraint(
                    member,
                    "'" + value + "'",
                    value.length() < shortest
                            ? "Member must have length greater than or equal to " + shortest
                            : "Member must have length less than or equal to " + longest);
        }
        return value;
    }

    /** The ARN of a managed policy, by its form. */
    static String policyArn(String member, @Nullable String arn) {
        String given = length(member, required(member, arn), 20, 2048);
        if (!given.matches("arn:aws[\\w-]*:iam::(aws|\\d{12}):policy/[!-~]+")) {
            throw new AwsFailure("InvalidInput", "ARN " + given + " is not valid.");
        }
        return given;
    }

    /** Refuses a value that is none of an enumeration's; no value at all is fine. */
    static void known(String member, @Nullable String value, Set<? extends Enum<?>> values) {
        List<String> names = values.stream().map(String::valueOf).sorted().toList();
        if (value != null && !names.contains(value)) {
            throw Refusals.constraint(
                    member, "'" + value + "'", "Member must satisfy enum value set: " + names);
        }
    }

    /** Refuses one more than the account may have. */
    static void quota(Quotas quotas, Quota quota, String name, int present) {
        if (present >= quotas.of(quota)) {
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for " + name + ": " + quotas.of(quota));
        }
    }

    static int range(String member, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw Refusals.constraint(
                    member,
                    "'" + value + "'",
                    value < lowest
                            ? "Member must have value greater than or equal to " + lowest
                            : "Member must have value less than or equal to " + highest);
        }
        return value;
    }

    /** The tags that are there after adding some; keys are compared without regard to case. */
    static Map<String, Tag> tagged(Map<String, Tag> before, List<Tag> added) {
        Map<String, Tag> fresh = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : added) {
            String key = length("tags.member.key", required("tags.member.key", tag.key()), 1, 128);
            length("tags.member.value", required("tags.member.value", tag.value()), 0, 256);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsFailure(
                        "InvalidInput",
                        "Tag keys that begin with aws: are reserved for use by AWS: " + key);
            }
            if (fresh.put(key, tag) != null) {
                throw new AwsFailure(
                        "InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case"
                                + " insensitive.");
            }
        }
        Map<String, Tag> after = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        after.putAll(before);
        fresh.keySet().forEach(after::remove);
        after.putAll(fresh);
        if (after.size() > MOST_TAGS) {
            throw Refusals.limitExceeded(
                    "The number of tags has reached the maximum limit of " + MOST_TAGS + ".");
        }
        return after;
    }

    /** The tags that are there after taking some away. */
    static Map<String, Tag> untagged(Map<String, Tag> before, Collection<String> keys) {
        Map<String, Tag> after = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        after.putAll(before);
        keys.forEach(after::remove);
        return after;
    }
}
