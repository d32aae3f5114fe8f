package dev.sila.localcloud.service.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Carries lifecycle rules out, once a day. Days are counted from an object's creation and rounded
 * up to the next midnight UTC. Source: S3 user guide, "Lifecycle configuration elements".
 */
final class Expiry {
    private final Store store;
    private final Writing writing;

    Expiry(Store store, Writing writing) {
        this.store = store;
        this.writing = writing;
    }

    void begin() {
        store.foundation.timeline().every(Duration.ofDays(1), this::run);
    }

    private void run() {
        for (Bucket bucket : List.copyOf(store.buckets.values())) {
            bucket.configuration(BucketLifecycleConfiguration.class).stream()
                    .flatMap(each -> each.rules().stream())
                    .filter(each -> each.status() == ExpirationStatus.ENABLED)
                    .forEach(each -> apply(each, bucket));
        }
    }

    private void apply(LifecycleRule rule, Bucket bucket) {
        for (String key : List.copyOf(bucket.objects.keySet())) {
            expire(rule, bucket, key);
            transition(rule, bucket, key);
            expireNoncurrent(rule, bucket, key);
            removeMarker(rule, bucket, key);
        }
        if (rule.abortIncompleteMultipartUpload() != null) {
            int days = rule.abortIncompleteMultipartUpload().daysAfterInitiation();
            bucket.uploads
                    .values()
                    .removeIf(each ->
                            isDue(each.begun(), days) && matches(rule, each.key(), Map.of(), 0));
        }
    }

    private void expire(LifecycleRule rule, Bucket bucket, String key) {
        LifecycleExpiration expiration = rule.expiration();
        if (expiration == null || expiration.expiredObjectDeleteMarker() != null) {
            return;
        }
        bucket.current(key)
                .filter(each -> matches(rule, each))
                .filter(each -> isDue(each.modified(), expiration.days(), expiration.date()))
                .ifPresent(each -> writing.delete(bucket, key, null, null));
    }

    private void transition(LifecycleRule rule, Bucket bucket, String key) {
        rule.transitions()
                .forEach(to ->
                        bucket.current(key)
                                .filter(each -> matches(rule, each))
                                .filter(each -> isDue(each.modified(), to.days(), to.date()))
                                .ifPresent(each ->
                                        bucket.change(
                                                each,
                                                old -> old.moved(to.storageClassAsString()))));
    }

    /** A version is no longer current since the one after it came. */
    private void expireNoncurrent(LifecycleRule rule, Bucket bucket, String key) {
        NoncurrentVersionExpiration expiration = rule.noncurrentVersionExpiration();
        List<Version> versions = List.copyOf(bucket.objects.getOrDefault(key, List.of()));
        for (int i = 1; i < versions.size(); i++) {
            Version version = versions.get(i);
            Instant since = versions.get(i - 1).modified();
            if (!matches(rule, version)) {
                continue;
            }
            rule.noncurrentVersionTransitions().stream()
                    .filter(each -> isDue(since, each.noncurrentDays()))
                    .forEach(each ->
                            bucket.change(version, old -> old.moved(each.storageClassAsString())));
            if (expiration != null && isDue(since, expiration.noncurrentDays())) {
                Integer kept = expiration.newerNoncurrentVersions();
                if (kept == null || i > kept) {
                    bucket.remove(key, version.id());
                }
            }
        }
    }

    /** A delete marker behind which nothing is left. */
    private static void removeMarker(LifecycleRule rule, Bucket bucket, String key) {
        boolean wanted =
                rule.expiration() != null
                        && Boolean.TRUE.equals(rule.expiration().expiredObjectDeleteMarker());
        List<Version> versions = bucket.objects.getOrDefault(key, List.of());
        if (wanted
                && versions.size() == 1
                && versions.getFirst().marker()
                && matches(rule, versions.getFirst())) {
            bucket.remove(key, versions.getFirst().id());
        }
    }

    private boolean isDue(Instant from, @Nullable Integer days, @Nullable Instant date) {
        return date != null ? !store.now().isBefore(date) : days != null && isDue(from, days);
    }

    private boolean isDue(Instant from, int days) {
        Instant end = from.plus(Duration.ofDays(days));
        Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
        Instant due = midnight.equals(end) ? end : midnight.plus(Duration.ofDays(1));
        return !store.now().isBefore(due);
    }

    private static boolean matches(LifecycleRule rule, Version version) {
        return matches(rule, version.key(), version.tags(), version.content().length());
    }

    private static boolean matches(
            LifecycleRule rule, String key, Map<String, String> tags, long size) {
        String prefix = LifecycleChecks.oldPrefix(rule);
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null) {
            return prefix != null && key.startsWith(prefix);
        }
        LifecycleRuleAndOperator and = filter.and();
        if (and != null) {
            return key.startsWith(Lists.orEmpty(and.prefix()))
                    && and.tags().stream().allMatch(each -> has(tags, each))
                    && fits(size, and.objectSizeGreaterThan(), and.objectSizeLessThan());
        }
        return key.startsWith(Lists.orEmpty(filter.prefix()))
                && (filter.tag() == null || has(tags, filter.tag()))
                && fits(size, filter.objectSizeGreaterThan(), filter.objectSizeLessThan());
    }

    private static boolean fits(long size, @Nullable Long above, @Nullable Long below) {
        return (above == null || size > above) && (below == null || size < below);
    }

    private static boolean has(Map<String, String> tags, Tag tag) {
        return tag.value().equals(tags.get(tag.key()));
    }
}
