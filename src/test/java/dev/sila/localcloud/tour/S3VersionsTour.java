package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** Versions of objects, and the rules by which they end. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3VersionsTour implements Tour {
    private static final String BUCKET = "tour-versions";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public void walk(Rig rig) {
        S3Client s3 = rig.s3();
        s3.createBucket(each -> each.bucket(BUCKET));
        versions(s3);
        expiry(rig);
    }

    private static void versions(S3Client s3) {
        assertThat(s3.getBucketVersioning(each -> each.bucket(BUCKET)).status()).isNull();
        put(s3, "k", "before");
        version(s3, BucketVersioningStatus.ENABLED);
        String first = put(s3, "k", "one");
        String second = put(s3, "k", "two");
        assertThat(first).isNotEqualTo(second);
        String marker = s3.deleteObject(each -> each.bucket(BUCKET).key("k")).versionId();
        assertThatThrownBy(() -> s3.headObject(each -> each.bucket(BUCKET).key("k")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(
                        s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("k").versionId(first))
                                .asUtf8String())
                .isEqualTo("one");
        ListObjectVersionsResponse all = s3.listObjectVersions(each -> each.bucket(BUCKET));
        assertThat(all.versions())
                .extracting(each -> each.versionId())
                .containsExactly(second, first, "null");
        assertThat(all.deleteMarkers())
                .extracting(each -> each.versionId() + each.isLatest())
                .containsExactly(marker + true);
        ListObjectVersionsResponse page =
                s3.listObjectVersions(each -> each.bucket(BUCKET).maxKeys(2));
        assertThat(
                        s3.listObjectVersions(each ->
                                        each.bucket(BUCKET)
                                                .keyMarker(page.nextKeyMarker())
                                                .versionIdMarker(page.nextVersionIdMarker()))
                                .versions())
                .extracting(each -> each.versionId())
                .containsExactly(first, "null");
        s3.deleteObject(each -> each.bucket(BUCKET).key("k").versionId(marker));
        assertThat(s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("two");
        version(s3, BucketVersioningStatus.SUSPENDED);
        assertThat(put(s3, "k", "three")).isEqualTo("null");
        assertThat(s3.listObjectVersions(each -> each.bucket(BUCKET)).versions()).hasSize(3);
    }

    private static String put(S3Client s3, String key, String text) {
        return s3.putObject(each -> each.bucket(BUCKET).key(key), RequestBody.fromString(text))
                .versionId();
    }

    private static void version(S3Client s3, BucketVersioningStatus status) {
        s3.putBucketVersioning(
                each -> each.bucket(BUCKET).versioningConfiguration(what -> what.status(status)));
    }

    private static void expiry(Rig rig) {
        S3Client s3 = rig.s3();
        version(s3, BucketVersioningStatus.ENABLED);
        put(s3, "logs/1", "x");
        put(s3, "cold/1", "x");
        s3.createMultipartUpload(each -> each.bucket(BUCKET).key("logs/never"));
        putRules(s3);
        assertThat(s3.getBucketLifecycleConfiguration(each -> each.bucket(BUCKET)).rules())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.id()).isNotBlank());
        rig.pass(Duration.ofDays(2));
        assertThat(s3.listMultipartUploads(each -> each.bucket(BUCKET)).uploads()).isEmpty();
        assertThat(s3.headObject(each -> each.bucket(BUCKET).key("cold/1")).storageClassAsString())
                .isEqualTo("GLACIER");
        s3.headObject(each -> each.bucket(BUCKET).key("logs/1"));
        rig.pass(Duration.ofDays(3));
        assertThatThrownBy(() -> s3.headObject(each -> each.bucket(BUCKET).key("logs/1")))
                .isInstanceOf(NoSuchKeyException.class);
        rig.pass(Duration.ofDays(3));
        assertThat(s3.listObjectVersions(each -> each.bucket(BUCKET).prefix("logs/")).versions())
                .isEmpty();
        s3.deleteBucketLifecycle(each -> each.bucket(BUCKET));
    }

    private static void putRules(S3Client s3) {
        s3.putBucketLifecycleConfiguration(each ->
                each.bucket(BUCKET)
                        .lifecycleConfiguration(all ->
                                all.rules(
                                        rule ->
                                                rule.status(ExpirationStatus.ENABLED)
                                                        .filter(what -> what.prefix("logs/"))
                                                        .expiration(end -> end.days(3))
                                                        .noncurrentVersionExpiration(
                                                                end -> end.noncurrentDays(1))
                                                        .abortIncompleteMultipartUpload(
                                                                end -> end.daysAfterInitiation(1)),
                                        rule ->
                                                rule.status(ExpirationStatus.ENABLED)
                                                        .filter(what -> what.prefix("cold/"))
                                                        .transitions(to ->
                                                                to.days(0)
                                                                        .storageClass(
                                                                                TransitionStorageClass
                                                                                        .GLACIER)))));
    }
}
