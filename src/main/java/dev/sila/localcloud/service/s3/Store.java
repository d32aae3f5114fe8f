package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Owner;

/** The account's buckets, and who may reach them. */
final class Store {
    static final Quota BUCKETS =
            new Quota("s3", "L-DC2B2D3D", "General purpose buckets", 10_000, true);

    final Foundation foundation;
    final NavigableMap<String, Bucket> buckets = new TreeMap<>();

    Store(Foundation foundation) {
        this.foundation = foundation;
        foundation.quotas().register(List.of(BUCKETS));
    }

    /** The time as S3 shows it: in whole seconds. */
    Instant now() {
        return foundation.timeline().now().truncatedTo(ChronoUnit.SECONDS);
    }

    String newId() {
        return foundation.identity().hex(32);
    }

    /** The canonical user of the account. */
    Owner owner() {
        byte[] account = foundation.realm().account().getBytes(StandardCharsets.UTF_8);
        return Owner.builder()
                .id(HexFormat.of().formatHex(Digest.SHA256.of(Content.of(account))))
                .build();
    }

    /**
     * A bucket, for somebody who wants to do something with it.
     *
     * @param action such as {@code s3:GetObject}
     * @param key the object, empty for the bucket itself
     * @param expectedOwner the account that must own it, if the request says so
     */
    Bucket reach(
            Caller caller,
            String action,
            String bucket,
            String key,
            @Nullable String expectedOwner) {
        Bucket found = buckets.get(bucket);
        if (found == null) {
            BucketNames.checkShape(bucket);
            throw Refusals.noSuchBucket(bucket);
        }
        if (expectedOwner != null) {
            checkOwner(expectedOwner);
        }
        if (!may(caller, action, found, key)) {
            throw Refusals.accessDenied();
        }
        return found;
    }

    /** Reaches the bucket itself, as its owner. */
    Bucket reach(Caller caller, String action, String bucket, @Nullable String expectedOwner) {
        return reach(caller, action, bucket, "", expectedOwner);
    }

    /** Whoever signs is the account's root; others need a policy or a list that lets everybody. */
    boolean may(Caller caller, String action, Bucket bucket, String key) {
        return !caller.accessKeyId().isEmpty() || Everybody.may(action, bucket, key);
    }

    private void checkOwner(String expected) {
        if (!expected.matches("\\d{12}")) {
            throw new AwsFailure(
                    "InvalidBucketOwnerAWSAccountID",
                    "The value of the expected bucket owner parameter must be an AWS account ID");
        }
        if (!expected.equals(foundation.realm().account())) {
            throw Refusals.accessDenied();
        }
    }
}
