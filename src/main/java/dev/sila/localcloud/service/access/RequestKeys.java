package dev.sila.localcloud.service.access;

import dev.sila.localcloud.Realm;
import dev.sila.localcloud.wire.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The condition keys of a call, apart from those that tell of its caller. The address is the
 * machine's own, from which all calls come; and a call counts as encrypted, because on AWS it would
 * be. Source: IAM user guide, "AWS global condition context keys".
 */
final class RequestKeys {
    private static final Set<String> GLOBAL = Set.of("iam", "sts");

    private final Realm realm;
    private final Surroundings surroundings;

    RequestKeys(Realm realm, Surroundings surroundings) {
        this.realm = realm;
        this.surroundings = surroundings;
    }

    Map<String, List<String>> of(Call call, RequestFields fields, Instant now) {
        Map<String, List<String>> keys = new TreeMap<>();
        keys.put("aws:CurrentTime", List.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        keys.put("aws:EpochTime", List.of(String.valueOf(now.getEpochSecond())));
        keys.put("aws:SourceIp", List.of("127.0.0.1"));
        keys.put("aws:SecureTransport", List.of("true"));
        keys.put("aws:ViaAWSService", List.of("false"));
        keys.put("aws:UserAgent", List.of(call.caller().userAgent()));
        keys.put(
                "aws:RequestedRegion",
                List.of(GLOBAL.contains(call.service()) ? "us-east-1" : realm.region()));
        tags(fields, keys);
        switch (call.service()) {
            case "ec2" -> ec2(call, fields, keys);
            case "iam" -> {
                text(fields, "PolicyArn", "iam:PolicyARN", keys);
                text(fields, "PermissionsBoundary", "iam:PermissionsBoundary", keys);
                text(fields, "AWSServiceName", "iam:AWSServiceName", keys);
            }
            case "s3" -> {
                text(fields, "Prefix", "s3:prefix", keys);
                text(fields, "Delimiter", "s3:delimiter", keys);
                text(fields, "MaxKeys", "s3:max-keys", keys);
            }
            default -> {
                // no keys of its own
            }
        }
        return keys;
    }

    /** The keys that tell of the tags a resource has. */
    Map<String, List<String>> ofResource(String service, String arn) {
        Map<String, List<String>> keys = new TreeMap<>();
        surroundings
                .tags(arn)
                .forEach((key, value) -> {
                    keys.put("aws:ResourceTag/" + key, List.of(value));
                    keys.put(service + ":ResourceTag/" + key, List.of(value));
                });
        return keys;
    }

    private void ec2(Call call, RequestFields fields, Map<String, List<String>> keys) {
        keys.put("ec2:Region", List.of(realm.region()));
        text(fields, "InstanceType", "ec2:InstanceType", keys);
        if (call.action().equals("RunInstances")) {
            keys.putIfAbsent("ec2:InstanceType", List.of("m1.small"));
        }
        for (RequestFields each : fields.objects("TagSpecifications")) {
            tags(each, keys);
        }
    }

    /** Tags stand in lists of objects with a key and a value, or in a map. */
    private static void tags(RequestFields fields, Map<String, List<String>> keys) {
        Map<String, String> tags = new TreeMap<>(fields.map("Tags"));
        tags.putAll(fields.map("tags"));
        for (RequestFields each : fields.objects("Tags")) {
            each.text("Key").ifPresent(key -> tags.put(key, each.text("Value").orElse("")));
        }
        Set<String> names = new LinkedHashSet<>(keys.getOrDefault("aws:TagKeys", List.of()));
        names.addAll(tags.keySet());
        names.addAll(fields.texts("TagKeys"));
        if (!names.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(names));
        }
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    }

    private static void text(
            RequestFields fields, String member, String key, Map<String, List<String>> keys) {
        fields.text(member).ifPresent(each -> keys.put(key, List.of(each)));
    }
}
