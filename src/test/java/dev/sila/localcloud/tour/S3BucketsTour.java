package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAccelerateStatus;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets and what can be said of them. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3BucketsTour implements Tour {
    private static final String BUCKET = "tour-buckets";
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
              "Action": "s3:GetObject", "Resource": "arn:aws:s3:::tour-buckets/*"}]}\
            """;

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public void walk(Rig rig) {
        S3Client s3 = rig.s3();
        comeAndAreListed(s3);
        access(s3);
        lists(s3);
        web(s3);
        switches(s3);
        delivery(s3);
        s3.deleteBucket(each -> each.bucket(BUCKET));
        assertThat(s3.listBuckets().buckets()).hasSize(2);
    }

    private static void comeAndAreListed(S3Client s3) {
        assertThat(s3.createBucket(each -> each.bucket(BUCKET)).location()).isEqualTo("/" + BUCKET);
        s3.createBucket(each -> each.bucket(BUCKET));
        s3.createBucket(each -> each.bucket("alpha"));
        s3.createBucket(each -> each.bucket("beta"));
        assertThat(s3.headBucket(each -> each.bucket(BUCKET)).bucketRegion())
                .isEqualTo("us-east-1");
        assertThat(s3.getBucketLocation(each -> each.bucket(BUCKET)).locationConstraintAsString())
                .isNullOrEmpty();
        ListBucketsResponse first = s3.listBuckets(each -> each.maxBuckets(2));
        assertThat(first.buckets())
                .extracting(each -> each.name())
                .containsExactly("alpha", "beta");
        assertThat(
                        s3.listBuckets(each -> each.continuationToken(first.continuationToken()))
                                .buckets())
                .extracting(each -> each.name())
                .containsExactly(BUCKET);
        assertThat(s3.listBuckets(each -> each.prefix("al")).buckets()).hasSize(1);
    }

    private static void access(S3Client s3) {
        assertThat(
                        s3.getPublicAccessBlock(each -> each.bucket(BUCKET))
                                .publicAccessBlockConfiguration()
                                .blockPublicPolicy())
                .isTrue();
        s3.putPublicAccessBlock(each ->
                each.bucket(BUCKET)
                        .publicAccessBlockConfiguration(block -> block.ignorePublicAcls(true)));
        assertThat(
                        s3.getPublicAccessBlock(each -> each.bucket(BUCKET))
                                .publicAccessBlockConfiguration()
                                .blockPublicPolicy())
                .isFalse();
        s3.deletePublicAccessBlock(each -> each.bucket(BUCKET));
        s3.putBucketPolicy(each -> each.bucket(BUCKET).policy(POLICY));
        assertThat(s3.getBucketPolicy(each -> each.bucket(BUCKET)).policy()).isEqualTo(POLICY);
        assertThat(s3.getBucketPolicyStatus(each -> each.bucket(BUCKET)).policyStatus().isPublic())
                .isTrue();
        s3.deleteBucketPolicy(each -> each.bucket(BUCKET));
    }

    private static void lists(S3Client s3) {
        assertThat(
                        s3.getBucketOwnershipControls(each -> each.bucket(BUCKET))
                                .ownershipControls()
                                .rules()
                                .getFirst()
                                .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        s3.putBucketOwnershipControls(each ->
                each.bucket(BUCKET)
                        .ownershipControls(controls ->
                                controls.rules(rule ->
                                        rule.objectOwnership(ObjectOwnership.OBJECT_WRITER))));
        s3.putBucketAcl(each -> each.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ));
        assertThat(s3.getBucketAcl(each -> each.bucket(BUCKET)).grants())
                .extracting(each -> each.permission())
                .containsExactly(Permission.FULL_CONTROL, Permission.READ);
        s3.putBucketAcl(each -> each.bucket(BUCKET).acl(BucketCannedACL.PRIVATE));
        s3.deleteBucketOwnershipControls(each -> each.bucket(BUCKET));
    }

    private static void web(S3Client s3) {
        s3.putBucketCors(each ->
                each.bucket(BUCKET)
                        .corsConfiguration(cors ->
                                cors.corsRules(
                                        rule -> rule.allowedMethods("GET").allowedOrigins("*"))));
        assertThat(s3.getBucketCors(each -> each.bucket(BUCKET)).corsRules()).hasSize(1);
        s3.deleteBucketCors(each -> each.bucket(BUCKET));
        s3.putBucketWebsite(each ->
                each.bucket(BUCKET)
                        .websiteConfiguration(
                                site -> site.indexDocument(index -> index.suffix("index.html"))));
        assertThat(s3.getBucketWebsite(each -> each.bucket(BUCKET)).indexDocument().suffix())
                .isEqualTo("index.html");
        s3.deleteBucketWebsite(each -> each.bucket(BUCKET));
    }

    private static void switches(S3Client s3) {
        s3.putBucketTagging(each ->
                each.bucket(BUCKET)
                        .tagging(tags ->
                                tags.tagSet(Tag.builder().key("team").value("ünits + x").build())));
        assertThat(s3.getBucketTagging(each -> each.bucket(BUCKET)).tagSet().getFirst().value())
                .isEqualTo("ünits + x");
        s3.deleteBucketTagging(each -> each.bucket(BUCKET));
        assertThat(s3.getBucketRequestPayment(each -> each.bucket(BUCKET)).payer())
                .isEqualTo(Payer.BUCKET_OWNER);
        s3.putBucketRequestPayment(each ->
                each.bucket(BUCKET).requestPaymentConfiguration(pay -> pay.payer(Payer.REQUESTER)));
        s3.putBucketAccelerateConfiguration(each ->
                each.bucket(BUCKET)
                        .accelerateConfiguration(
                                fast -> fast.status(BucketAccelerateStatus.ENABLED)));
        assertThat(s3.getBucketAccelerateConfiguration(each -> each.bucket(BUCKET)).status())
                .isEqualTo(BucketAccelerateStatus.ENABLED);
        s3.putBucketEncryption(each ->
                each.bucket(BUCKET)
                        .serverSideEncryptionConfiguration(all ->
                                all.rules(rule ->
                                        rule.applyServerSideEncryptionByDefault(by ->
                                                by.sseAlgorithm(ServerSideEncryption.AWS_KMS)))));
        s3.deleteBucketEncryption(each -> each.bucket(BUCKET));
        assertThat(
                        s3.getBucketEncryption(each -> each.bucket(BUCKET))
                                .serverSideEncryptionConfiguration()
                                .rules()
                                .getFirst()
                                .applyServerSideEncryptionByDefault()
                                .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    private static void delivery(S3Client s3) {
        s3.putBucketLogging(each ->
                each.bucket(BUCKET)
                        .bucketLoggingStatus(status ->
                                status.loggingEnabled(
                                        to -> to.targetBucket("alpha").targetPrefix("logs/"))));
        assertThat(s3.getBucketLogging(each -> each.bucket(BUCKET)).loggingEnabled().targetBucket())
                .isEqualTo("alpha");
        s3.putBucketNotificationConfiguration(each ->
                each.bucket(BUCKET)
                        .skipDestinationValidation(true)
                        .notificationConfiguration(all ->
                                all.topicConfigurations(topic ->
                                        topic.topicArn("arn:aws:sns:us-east-1:000000000000:t")
                                                .events(Event.S3_OBJECT_CREATED))));
        assertThat(
                        s3.getBucketNotificationConfiguration(each -> each.bucket(BUCKET))
                                .topicConfigurations())
                .extracting(each -> each.events())
                .containsExactly(List.of(Event.S3_OBJECT_CREATED));
    }
}
