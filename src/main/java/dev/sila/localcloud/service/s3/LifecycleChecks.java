package dev.sila.localcloud.service.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What S3 refuses of a lifecycle rule. Source: S3 user guide, "Lifecycle configuration elements".
 */
final class LifecycleChecks {
    private static final int LEAST_INFREQUENT = 30;

    private LifecycleChecks() {}

    static void check(LifecycleRule rule) {
        if (rule.id().length() > 255) {
            throw Refusals.invalidArgument("ID length should not exceed allowed limit of 255");
        }
        if ((rule.filter() == null) == (oldPrefix(rule) == null)) {
            throw Refusals.malformedXml();
        }
        boolean acts =
                rule.expiration() != null
                        || rule.hasTransitions()
                        || rule.noncurrentVersionExpiration() != null
                        || rule.hasNoncurrentVersionTransitions()
                        || rule.abortIncompleteMultipartUpload() != null;
        if (!acts) {
            throw Refusals.invalidRequest("At least one action needs to be specified in a rule");
        }
        if (rule.filter() != null) {
            checkFilter(rule.filter());
        }
        if (rule.expiration() != null) {
            checkExpiration(rule.expiration());
        }
        checkTransitions(rule);
        checkNoncurrent(rule);
        if (rule.abortIncompleteMultipartUpload() != null) {
            positive(
                    rule.abortIncompleteMultipartUpload().daysAfterInitiation(),
                    "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a"
                            + " positive integer");
            if (hasTags(rule.filter())) {
                throw Refusals.invalidRequest(
                        "AbortIncompleteMultipartUpload cannot be specified with Tags.");
            }
        }
    }

    /** Rules of old have their prefix outside of a filter. */
    @SuppressWarnings("deprecation")
    static @Nullable String oldPrefix(LifecycleRule rule) {
        return rule.prefix();
    }

    private static void checkFilter(LifecycleRuleFilter filter) {
        long kinds =
                Stream.of(
                                filter.prefix(),
                                filter.tag(),
                                filter.objectSizeGreaterThan(),
                                filter.objectSizeLessThan(),
                                filter.and())
                        .filter(Objects::nonNull)
                        .count();
        if (kinds > 1) {
            throw Refusals.malformedXml();
        }
    }

    static boolean hasTags(@Nullable LifecycleRuleFilter filter) {
        return filter != null
                && (filter.tag() != null || (filter.and() != null && filter.and().hasTags()));
    }

    private static void checkExpiration(LifecycleExpiration expiration) {
        long kinds =
                Stream.of(
                                expiration.days(),
                                expiration.date(),
                                expiration.expiredObjectDeleteMarker())
                        .filter(Objects::nonNull)
                        .count();
        if (kinds != 1) {
            throw Refusals.malformedXml();
        }
        if (expiration.days() != null) {
            positive(expiration.days(), "'Days' for Expiration action must be a positive integer");
        }
        checkMidnight(expiration.date());
    }

    private static void checkMidnight(@Nullable Instant date) {
        if (date != null && !date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw Refusals.invalidArgument("'Date' must be at midnight GMT");
        }
    }

    private static void checkTransitions(LifecycleRule rule) {
        Set<TransitionStorageClass> classes = new HashSet<>();
        for (Transition each : rule.transitions()) {
            if (each.storageClass() == null || (each.days() == null) == (each.date() == null)) {
                throw Refusals.malformedXml();
            }
            if (!classes.add(each.storageClass())) {
                throw Refusals.invalidRequest(
                        "'StorageClass' must be different for 'Transition' actions in same"
                                + " 'Rule'");
            }
            checkMidnight(each.date());
            Integer days = each.days();
            if (days == null) {
                continue;
            }
            if (days < 0) {
                throw Refusals.invalidArgument("'Days' in Transition action must be nonnegative");
            }
            if (isInfrequent(each.storageClass()) && days < LEAST_INFREQUENT) {
                throw Refusals.invalidArgument(
                        "'Days' in Transition action must be greater than or equal to 30 for"
                                + " storageClass '"
                                + each.storageClass()
                                + "'");
            }
            if (rule.expiration() != null
                    && rule.expiration().days() != null
                    && rule.expiration().days() <= days) {
                throw Refusals.invalidArgument(
                        "'Days' in the Expiration action for filter must be greater than 'Days'"
                                + " in the Transition action");
            }
        }
    }

    private static void checkNoncurrent(LifecycleRule rule) {
        if (rule.noncurrentVersionExpiration() != null) {
            positive(
                    rule.noncurrentVersionExpiration().noncurrentDays(),
                    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive"
                            + " integer");
            Integer kept = rule.noncurrentVersionExpiration().newerNoncurrentVersions();
            if (kept != null && (kept < 1 || kept > 100)) {
                throw Refusals.invalidArgument(
                        "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be"
                                + " between 1 and 100");
            }
        }
        List<NoncurrentVersionTransition> transitions = rule.noncurrentVersionTransitions();
        for (NoncurrentVersionTransition each : transitions) {
            if (each.storageClass() == null || each.noncurrentDays() == null) {
                throw Refusals.malformedXml();
            }
            if (isInfrequent(each.storageClass()) && each.noncurrentDays() < LEAST_INFREQUENT) {
                throw Refusals.invalidArgument(
                        "'NoncurrentDays' in NoncurrentVersionTransition action must be greater"
                                + " than or equal to 30 for storageClass '"
                                + each.storageClass()
                                + "'");
            }
        }
    }

    private static boolean isInfrequent(TransitionStorageClass storageClass) {
        return storageClass == TransitionStorageClass.STANDARD_IA
                || storageClass == TransitionStorageClass.ONEZONE_IA;
    }

    private static void positive(@Nullable Integer days, String otherwise) {
        if (days == null || days <= 0) {
            throw Refusals.invalidArgument(otherwise);
        }
    }
}
