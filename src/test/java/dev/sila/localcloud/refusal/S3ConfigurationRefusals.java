package dev.sila.localcloud.refusal;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** What S3 refuses of configurations of buckets. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3ConfigurationRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private static final String LIFECYCLE = GUIDE + "intro-lifecycle-rules.html";
    private static final String CORS = GUIDE + "ManageCorsUsing.html";
    private static final String BUCKET = "refusing";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(
                        missing(),
                        moreMissing(),
                        lifecycles(),
                        moreLifecycles(),
                        yetMoreLifecycles(),
                        web(),
                        others(),
                        moreOthers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> missing() {
        return List.of(
                refusal(
                        "No policy",
                        API + "API_GetBucketPolicy.html",
                        "NoSuchBucketPolicy",
                        s3 -> s3.getBucketPolicy(each -> each.bucket(BUCKET))),
                refusal(
                        "No tags",
                        API + "API_GetBucketTagging.html",
                        "NoSuchTagSet",
                        s3 -> s3.getBucketTagging(each -> each.bucket(BUCKET))),
                refusal(
                        "No lifecycle",
                        API + "API_GetBucketLifecycleConfiguration.html",
                        "NoSuchLifecycleConfiguration",
                        s3 -> s3.getBucketLifecycleConfiguration(each -> each.bucket(BUCKET))),
                refusal(
                        "No CORS rules",
                        API + "API_GetBucketCors.html",
                        "NoSuchCORSConfiguration",
                        s3 -> s3.getBucketCors(each -> each.bucket(BUCKET))),
                refusal(
                        "No website",
                        API + "API_GetBucketWebsite.html",
                        "NoSuchWebsiteConfiguration",
                        s3 -> s3.getBucketWebsite(each -> each.bucket(BUCKET))),
                refusal(
                        "No block of public access",
                        API + "API_GetPublicAccessBlock.html",
                        "NoSuchPublicAccessBlockConfiguration",
                        s3 -> {
                            s3.deletePublicAccessBlock(each -> each.bucket(BUCKET));
                            s3.getPublicAccessBlock(each -> each.bucket(BUCKET));
                        }));
    }

    private static List<Refusal> moreMissing() {
        return List.of(
                refusal(
                        "No ownership controls",
                        API + "API_GetBucketOwnershipControls.html",
                        "OwnershipControlsNotFoundError",
                        s3 -> {
                            s3.deleteBucketOwnershipControls(each -> each.bucket(BUCKET));
                            s3.getBucketOwnershipControls(each -> each.bucket(BUCKET));
                        }));
    }

    private static List<Refusal> lifecycles() {
        return List.of(
                rule("A rule does something", "InvalidRequest", each -> each),
                rule(
                        "Days are positive",
                        "InvalidArgument",
                        each -> each.expiration(end -> end.days(0))),
                rule(
                        "A rule ends objects by days or by date",
                        "MalformedXML",
                        each ->
                                each.expiration(
                                        end -> end.days(1).expiredObjectDeleteMarker(true))),
                rule(
                        "A date is midnight",
                        "InvalidArgument",
                        each ->
                                each.expiration(
                                        end -> end.date(Instant.parse("2027-01-01T10:00:00Z")))),
                rule(
                        "Infrequent access begins after 30 days",
                        "InvalidArgument",
                        each -> each.transitions(to -> to.days(10).storageClass("STANDARD_IA"))),
                rule(
                        "Objects move before they end",
                        "InvalidArgument",
                        each ->
                                each.transitions(to -> to.days(60).storageClass("GLACIER"))
                                        .expiration(end -> end.days(50))),
                rule(
                        "A storage class is one that objects move to",
                        "MalformedXML",
                        each -> each.transitions(to -> to.days(60).storageClass("ATTIC"))));
    }

    private static List<Refusal> moreLifecycles() {
        return List.of(
                rule(
                        "A rule is on or off",
                        "MalformedXML",
                        each -> each.status("Sometimes").expiration(end -> end.days(1))),
                rule(
                        "A filter is one thing",
                        "MalformedXML",
                        each ->
                                each.filter(what -> what.prefix("a").objectSizeLessThan(5L))
                                        .expiration(end -> end.days(1))),
                rule(
                        "Uploads have no tags",
                        "InvalidRequest",
                        each ->
                                each.filter(what -> what.tag(tag -> tag.key("k").value("v")))
                                        .abortIncompleteMultipartUpload(
                                                end -> end.daysAfterInitiation(1))),
                refusal(
                        "Rules have distinct identifiers",
                        LIFECYCLE,
                        "InvalidArgument",
                        s3 -> {
                            LifecycleRule rule =
                                    LifecycleRule.builder()
                                            .id("same")
                                            .status(ExpirationStatus.ENABLED)
                                            .filter(what -> what.prefix(""))
                                            .expiration(end -> end.days(1))
                                            .build();
                            put(s3, rule, rule);
                        }));
    }

    private static List<Refusal> yetMoreLifecycles() {
        return List.of(
                refusal(
                        "A rule has a filter or a prefix",
                        LIFECYCLE,
                        "MalformedXML",
                        s3 ->
                                put(
                                        s3,
                                        LifecycleRule.builder()
                                                .status(ExpirationStatus.ENABLED)
                                                .expiration(end -> end.days(1))
                                                .build())));
    }

    private static Refusal rule(
            String rule, String code, UnaryOperator<LifecycleRule.Builder> with) {
        return refusal(
                rule,
                LIFECYCLE,
                code,
                s3 ->
                        put(
                                s3,
                                with.apply(
                                                LifecycleRule.builder()
                                                        .status(ExpirationStatus.ENABLED)
                                                        .filter(what -> what.prefix("")))
                                        .build()));
    }

    private static void put(S3Client s3, LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(
                each -> each.bucket(BUCKET).lifecycleConfiguration(all -> all.rules(rules)));
    }

    private static List<Refusal> web() {
        return List.of(
                cors("A method is one of HTTP's five", each -> each.allowedMethods("PATCH")),
                cors("An origin has one wildcard", each -> each.allowedOrigins("http://*.*")),
                cors("A header has one wildcard", each -> each.allowedHeaders("*-*")),
                cors("An exposed header has no wildcard", each -> each.exposeHeaders("x-*")),
                site("A website has an index", each -> each.errorDocument(what -> what.key("e"))),
                site("An index is a name", each -> each.indexDocument(what -> what.suffix("a/b"))),
                site(
                        "A website serves or redirects",
                        each ->
                                each.indexDocument(what -> what.suffix("i"))
                                        .redirectAllRequestsTo(to -> to.hostName("h"))));
    }

    private static Refusal cors(String rule, UnaryOperator<CORSRule.Builder> with) {
        return refusal(
                rule,
                CORS,
                "InvalidRequest",
                s3 -> {
                    CORSRule made =
                            with.apply(CORSRule.builder().allowedMethods("GET").allowedOrigins("*"))
                                    .build();
                    s3.putBucketCors(each ->
                            each.bucket(BUCKET).corsConfiguration(all -> all.corsRules(made)));
                });
    }

    private static Refusal site(String rule, UnaryOperator<WebsiteConfiguration.Builder> with) {
        return refusal(
                rule,
                API + "API_PutBucketWebsite.html",
                "InvalidArgument",
                s3 -> {
                    WebsiteConfiguration made = with.apply(WebsiteConfiguration.builder()).build();
                    s3.putBucketWebsite(each -> each.bucket(BUCKET).websiteConfiguration(made));
                });
    }

    private static List<Refusal> others() {
        String encryption = API + "API_PutBucketEncryption.html";
        return List.of(
                refusal(
                        "Versioning is enabled or suspended",
                        API + "API_PutBucketVersioning.html",
                        "MalformedXML",
                        s3 ->
                                s3.putBucketVersioning(each ->
                                        each.bucket(BUCKET)
                                                .versioningConfiguration(
                                                        what -> what.status("Off")))),
                refusal(
                        "Versioning says something",
                        API + "API_PutBucketVersioning.html",
                        "IllegalVersioningConfigurationException",
                        s3 ->
                                s3.putBucketVersioning(each ->
                                        each.bucket(BUCKET).versioningConfiguration(what -> {}))),
                refusal(
                        "A standard key goes with KMS",
                        encryption,
                        "InvalidArgument",
                        s3 -> encrypt(s3, by -> by.sseAlgorithm("AES256").kmsMasterKeyID("k"))),
                refusal(
                        "An algorithm is one of S3's",
                        encryption,
                        "MalformedXML",
                        s3 -> encrypt(s3, by -> by.sseAlgorithm("rot13"))));
    }

    private static List<Refusal> moreOthers() {
        String notification = API + "API_PutBucketNotificationConfiguration.html";
        return List.of(
                refusal(
                        "Logs go to a bucket",
                        API + "API_PutBucketLogging.html",
                        "InvalidTargetBucketForLogging",
                        s3 ->
                                s3.putBucketLogging(each ->
                                        each.bucket(BUCKET)
                                                .bucketLoggingStatus(status ->
                                                        status.loggingEnabled(to ->
                                                                to.targetBucket("none-there")
                                                                        .targetPrefix(""))))),
                refusal(
                        "A topic has an ARN",
                        notification,
                        "InvalidArgument",
                        s3 -> notify(s3, "topic", Event.S3_OBJECT_CREATED.toString())),
                refusal(
                        "An event is one of S3's",
                        notification,
                        "InvalidArgument",
                        s3 -> notify(s3, "arn:aws:sns:us-east-1:000000000000:t", "s3:Nothing")),
                refusal(
                        "Tags have distinct keys",
                        API + "API_PutBucketTagging.html",
                        "InvalidTag",
                        s3 -> {
                            Tag tag = Tag.builder().key("k").value("v").build();
                            s3.putBucketTagging(each ->
                                    each.bucket(BUCKET).tagging(all -> all.tagSet(tag, tag)));
                        }));
    }

    private static void encrypt(
            S3Client s3, Consumer<ServerSideEncryptionByDefault.Builder> standard) {
        s3.putBucketEncryption(each ->
                each.bucket(BUCKET)
                        .serverSideEncryptionConfiguration(all ->
                                all.rules(rule ->
                                        rule.applyServerSideEncryptionByDefault(standard))));
    }

    private static void notify(S3Client s3, String arn, String event) {
        s3.putBucketNotificationConfiguration(each ->
                each.bucket(BUCKET)
                        .notificationConfiguration(all ->
                                all.topicConfigurations(
                                        topic -> topic.topicArn(arn).eventsWithStrings(event))));
    }

    private static Refusal refusal(
            String rule, String source, String code, Consumer<S3Client> attempt) {
        return new Refusal(
                rule,
                source,
                code,
                rig -> {
                    rig.s3().createBucket(each -> each.bucket(BUCKET));
                    attempt.accept(rig.s3());
                });
    }
}
