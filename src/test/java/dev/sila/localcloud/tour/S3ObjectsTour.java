package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import dev.sila.localcloud.service.s3.S3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** Objects are put, read, copied, listed and deleted. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3ObjectsTour implements Tour {
    private static final String BUCKET = "tour-objects";
    private static final String KEY = "a/é +&<key>.txt";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public void walk(Rig rig) {
        S3Client s3 = rig.s3();
        s3.createBucket(each -> each.bucket(BUCKET));
        putAndGet(s3);
        attributes(s3);
        large(s3);
        copy(s3);
        tags(s3);
        lists(s3);
        acls(s3);
        notices(rig);
        delete(s3);
    }

    private static void putAndGet(S3Client s3) {
        String etag =
                s3.putObject(
                                each ->
                                        each.bucket(BUCKET)
                                                .key(KEY)
                                                .contentType("text/plain")
                                                .cacheControl("no-cache")
                                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                                .metadata(Map.of("Colour", "red")),
                                RequestBody.fromString("hello"))
                        .eTag();
        assertThat(etag).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(
                        each -> each.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().metadata()).isEqualTo(Map.of("colour", "red"));
        assertThat(got.response().checksumSHA256())
                .isEqualTo("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        assertThat(
                        s3.getObjectAsBytes(each -> each.bucket(BUCKET).key(KEY).range("bytes=-2"))
                                .asUtf8String())
                .isEqualTo("lo");
        HeadObjectResponse head =
                s3.headObject(each ->
                        each.bucket(BUCKET).key(KEY).ifMatch(etag).responseContentType("x/y"));
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.contentType()).isEqualTo("x/y");
    }

    private static void attributes(S3Client s3) {
        GetObjectAttributesResponse attributes =
                s3.getObjectAttributes(each ->
                        each.bucket(BUCKET)
                                .key(KEY)
                                .objectAttributes(
                                        ObjectAttributes.E_TAG,
                                        ObjectAttributes.OBJECT_SIZE,
                                        ObjectAttributes.CHECKSUM));
        assertThat(attributes.objectSize()).isEqualTo(5);
        assertThat(attributes.eTag()).doesNotContain("\"");
    }

    /** Kept on disk. */
    private static void large(S3Client s3) {
        byte[] bytes = new byte[1_000_003];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        s3.putObject(each -> each.bucket(BUCKET).key("large"), RequestBody.fromBytes(bytes));
        assertThat(s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("large")).asByteArray())
                .isEqualTo(bytes);
        assertThat(
                        s3.getObjectAsBytes(each ->
                                        each.bucket(BUCKET).key("large").range("bytes=70000-70002"))
                                .asByteArray())
                .containsExactly(bytes[70000], bytes[70001], bytes[70002]);
    }

    private static void copy(S3Client s3) {
        s3.copyObject(each ->
                each.sourceBucket(BUCKET)
                        .sourceKey(KEY)
                        .destinationBucket(BUCKET)
                        .destinationKey("a/copy"));
        assertThat(s3.headObject(each -> each.bucket(BUCKET).key("a/copy")).metadata())
                .containsEntry("colour", "red");
        s3.copyObject(each ->
                each.sourceBucket(BUCKET)
                        .sourceKey("a/copy")
                        .destinationBucket(BUCKET)
                        .destinationKey("a/copy")
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(Map.of("shape", "round")));
        assertThat(s3.headObject(each -> each.bucket(BUCKET).key("a/copy")).metadata())
                .isEqualTo(Map.of("shape", "round"));
    }

    private static void tags(S3Client s3) {
        Tag tag = Tag.builder().key("k").value("v").build();
        s3.putObjectTagging(each -> each.bucket(BUCKET).key(KEY).tagging(all -> all.tagSet(tag)));
        assertThat(s3.getObjectTagging(each -> each.bucket(BUCKET).key(KEY)).tagSet())
                .containsExactly(tag);
        assertThat(s3.headObject(each -> each.bucket(BUCKET).key(KEY)).tagCount()).isEqualTo(1);
        s3.deleteObjectTagging(each -> each.bucket(BUCKET).key(KEY));
        assertThat(s3.getObjectTagging(each -> each.bucket(BUCKET).key(KEY)).tagSet()).isEmpty();
    }

    private static void lists(S3Client s3) {
        for (String key : List.of("b/1", "b/2", "c")) {
            s3.putObject(each -> each.bucket(BUCKET).key(key), RequestBody.empty());
        }
        ListObjectsV2Response folders =
                s3.listObjectsV2(each -> each.bucket(BUCKET).delimiter("/"));
        assertThat(folders.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("a/", "b/");
        assertThat(folders.contents()).extracting(S3Object::key).containsExactly("c", "large");
        assertThat(folders.keyCount()).isEqualTo(4);
        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(each -> each.bucket(BUCKET).maxKeys(2).fetchOwner(true))
                .contents()
                .forEach(each -> {
                    assertThat(each.owner().id()).hasSize(64);
                    keys.add(each.key());
                });
        assertThat(keys).containsExactly("a/copy", KEY, "b/1", "b/2", "c", "large");
        assertThat(
                        s3.listObjectsV2(each -> each.bucket(BUCKET).startAfter("b/1").prefix("b/"))
                                .contents())
                .extracting(S3Object::key)
                .containsExactly("b/2");
        ListObjectsResponse old =
                s3.listObjects(each -> each.bucket(BUCKET).delimiter("/").maxKeys(1));
        assertThat(old.nextMarker()).isEqualTo("a/");
        assertThat(
                        s3.listObjects(each -> each.bucket(BUCKET).marker("a/").delimiter("/"))
                                .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("b/");
    }

    private static void acls(S3Client s3) {
        s3.putBucketOwnershipControls(each ->
                each.bucket(BUCKET)
                        .ownershipControls(controls ->
                                controls.rules(rule ->
                                        rule.objectOwnership(
                                                ObjectOwnership.BUCKET_OWNER_PREFERRED))));
        s3.putObjectAcl(each ->
                each.bucket(BUCKET).key(KEY).acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL));
        assertThat(s3.getObjectAcl(each -> each.bucket(BUCKET).key(KEY)).grants()).hasSize(1);
    }

    private static void notices(Rig rig) {
        List<S3.Notification> told = new ArrayList<>();
        rig.local().foundation().events().subscribe(S3.Notification.class, told::add);
        rig.s3()
                .putBucketNotificationConfiguration(each ->
                        each.bucket(BUCKET)
                                .notificationConfiguration(all ->
                                        all.queueConfigurations(queue ->
                                                queue.queueArn(
                                                                "arn:aws:sqs:us-east-1:000000000000:q")
                                                        .events(Event.S3_OBJECT_CREATED_PUT)
                                                        .filter(filter ->
                                                                filter.key(key ->
                                                                        key.filterRules(rule ->
                                                                                rule.name("prefix")
                                                                                        .value(
                                                                                                "b/")))))));
        rig.s3().putObject(each -> each.bucket(BUCKET).key("b/2"), RequestBody.fromString("x"));
        rig.s3().putObject(each -> each.bucket(BUCKET).key("c"), RequestBody.fromString("x"));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().message())
                .contains("\"eventName\":\"ObjectCreated:Put\"", "\"key\":\"b/2\"");
    }

    private static void delete(S3Client s3) {
        s3.deleteObject(each -> each.bucket(BUCKET).key("never-there"));
        List<ObjectIdentifier> all =
                s3.listObjectsV2(each -> each.bucket(BUCKET)).contents().stream()
                        .map(each -> ObjectIdentifier.builder().key(each.key()).build())
                        .toList();
        DeleteObjectsResponse deleted =
                s3.deleteObjects(each -> each.bucket(BUCKET).delete(what -> what.objects(all)));
        assertThat(deleted.deleted()).hasSize(6);
        s3.deleteBucket(each -> each.bucket(BUCKET));
    }
}
