package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** What S3 refuses of buckets and of who gets at them. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3BucketRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private static final String NAMES = GUIDE + "bucketnamingrules.html";
    private static final String CREATE = API + "API_CreateBucket.html";
    private static final String ERRORS = API + "ErrorResponses.html";
    private static final String BLOCK = GUIDE + "access-control-block-public-access.html";
    private static final String OWNERSHIP = GUIDE + "about-object-ownership.html";
    private static final String POLICY = API + "API_PutBucketPolicy.html";
    private static final String BUCKET = "refusing";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(
                        names(),
                        buckets(),
                        moreBuckets(),
                        yetMoreBuckets(),
                        access(),
                        moreAccess(),
                        yetMoreAccess(),
                        policies())
                .flatMap(List::stream)
                .toList();
    }

    /** What the SDK lets through: the others are in the test of names. */
    private static List<Refusal> names() {
        return List.of(
                name("A name does not begin with xn--", "xn--name"),
                name("A name does not end with -s3alias", "name-s3alias"),
                name("A name does not end with --ol-s3", "name--ol-s3"));
    }

    private static Refusal name(String rule, String name) {
        return refusal(
                rule, NAMES, "InvalidBucketName", s3 -> s3.createBucket(each -> each.bucket(name)));
    }

    private static List<Refusal> buckets() {
        return List.of(
                refusal(
                        "A location is a region",
                        CREATE,
                        "InvalidLocationConstraint",
                        s3 -> createIn(s3, "mars-north-1")),
                refusal(
                        "us-east-1 is asked for by no location",
                        CREATE,
                        "InvalidLocationConstraint",
                        s3 -> createIn(s3, "us-east-1")),
                refusal(
                        "A bucket of another region is made at that region's endpoint",
                        ERRORS,
                        "IllegalLocationConstraintException",
                        s3 -> createIn(s3, "eu-west-1")),
                refusal(
                        "A bucket that does not exist is not deleted",
                        ERRORS,
                        "NoSuchBucket",
                        s3 -> s3.deleteBucket(each -> each.bucket("nothing-there"))),
                refusal(
                        "A bucket with objects is not deleted",
                        API + "API_DeleteBucket.html",
                        "BucketNotEmpty",
                        s3 -> {
                            create(s3);
                            s3.putObject(each -> each.bucket(BUCKET).key("k"), RequestBody.empty());
                            s3.deleteBucket(each -> each.bucket(BUCKET));
                        }));
    }

    private static List<Refusal> moreBuckets() {
        return List.of(
                refusal(
                        "A bucket with old versions alone is not deleted",
                        API + "API_DeleteBucket.html",
                        "BucketNotEmpty",
                        s3 -> {
                            create(s3);
                            s3.putBucketVersioning(each ->
                                    each.bucket(BUCKET)
                                            .versioningConfiguration(
                                                    what -> what.status("Enabled")));
                            s3.putObject(each -> each.bucket(BUCKET).key("k"), RequestBody.empty());
                            s3.deleteObject(each -> each.bucket(BUCKET).key("k"));
                            s3.deleteBucket(each -> each.bucket(BUCKET));
                        }),
                refusal(
                        "The owner that is expected must be the owner",
                        GUIDE + "bucket-owner-condition.html",
                        "AccessDenied",
                        s3 -> {
                            create(s3);
                            s3.getBucketAcl(each ->
                                    each.bucket(BUCKET).expectedBucketOwner("111122223333"));
                        }),
                refusal(
                        "The owner that is expected is an account",
                        GUIDE + "bucket-owner-condition.html",
                        "InvalidBucketOwnerAWSAccountID",
                        s3 -> {
                            create(s3);
                            s3.getBucketAcl(each -> each.bucket(BUCKET).expectedBucketOwner("me"));
                        }));
    }

    private static List<Refusal> yetMoreBuckets() {
        return List.of(
                refusal(
                        "A page has at least one bucket",
                        API + "API_ListBuckets.html",
                        "InvalidArgument",
                        s3 -> s3.listBuckets(each -> each.maxBuckets(0))),
                refusal(
                        "What is not implemented says so",
                        ERRORS,
                        "NotImplemented",
                        s3 -> {
                            create(s3);
                            s3.getBucketReplication(each -> each.bucket(BUCKET));
                        }));
    }

    private static List<Refusal> access() {
        return List.of(
                refusal(
                        "A bucket without lists is not created with an open one",
                        OWNERSHIP,
                        "InvalidBucketAclWithObjectOwnership",
                        s3 ->
                                s3.createBucket(each ->
                                        each.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ))),
                refusal(
                        "No bucket is created open while public access is blocked",
                        BLOCK,
                        "InvalidBucketAclWithBlockPublicAccessError",
                        s3 ->
                                s3.createBucket(each ->
                                        each.bucket(BUCKET)
                                                .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                                                .acl(BucketCannedACL.PUBLIC_READ))),
                refusal(
                        "A bucket whose owner owns everything has no lists",
                        OWNERSHIP,
                        "AccessControlListNotSupported",
                        s3 -> {
                            create(s3);
                            s3.putBucketAcl(
                                    each -> each.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ));
                        }));
    }

    private static List<Refusal> moreAccess() {
        return List.of(
                refusal(
                        "Public lists are blocked",
                        BLOCK,
                        "AccessDenied",
                        s3 -> {
                            create(s3);
                            own(s3, ObjectOwnership.OBJECT_WRITER);
                            s3.putBucketAcl(
                                    each -> each.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ));
                        }),
                refusal(
                        "A canned list is one of AWS's",
                        GUIDE + "acl-overview.html",
                        "InvalidArgument",
                        s3 -> {
                            create(s3);
                            own(s3, ObjectOwnership.OBJECT_WRITER);
                            s3.putBucketAcl(each -> each.bucket(BUCKET).acl("open-bar"));
                        }),
                refusal(
                        "A canned list and grants do not go together",
                        GUIDE + "acl-overview.html",
                        "InvalidRequest",
                        s3 -> {
                            create(s3);
                            own(s3, ObjectOwnership.OBJECT_WRITER);
                            s3.putBucketAcl(each ->
                                    each.bucket(BUCKET)
                                            .acl(BucketCannedACL.PRIVATE)
                                            .grantRead("id=\"x\""));
                        }));
    }

    private static List<Refusal> yetMoreAccess() {
        return List.of(
                refusal(
                        "Lists are not given up while one is open",
                        OWNERSHIP,
                        "InvalidBucketAclWithObjectOwnership",
                        s3 -> {
                            create(s3);
                            own(s3, ObjectOwnership.OBJECT_WRITER);
                            s3.deletePublicAccessBlock(each -> each.bucket(BUCKET));
                            s3.putBucketAcl(
                                    each -> each.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ));
                            own(s3, ObjectOwnership.BUCKET_OWNER_ENFORCED);
                        }));
    }

    private static List<Refusal> policies() {
        return List.of(
                policy("A policy is JSON", "MalformedPolicy", "nonsense"),
                policy("A policy has statements", "MalformedPolicy", "{}"),
                policy(
                        "A statement allows or denies",
                        "MalformedPolicy",
                        statement("Perhaps", "\"*\"", "s3:GetObject", BUCKET + "/*")),
                policy(
                        "A statement names a principal",
                        "MalformedPolicy",
                        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\","
                                + " \"Resource\": \"arn:aws:s3:::refusing\"}]}"),
                policy(
                        "An action is one of S3's",
                        "MalformedPolicy",
                        statement("Allow", "\"*\"", "ec2:RunInstances", BUCKET + "/*")),
                policy(
                        "A resource lies in the bucket",
                        "MalformedPolicy",
                        statement("Allow", "\"*\"", "s3:GetObject", "other/*")),
                policy(
                        "An action on objects needs objects",
                        "MalformedPolicy",
                        statement("Allow", "\"*\"", "s3:GetObject", BUCKET)),
                policy(
                        "A public policy is blocked",
                        "AccessDenied",
                        statement("Allow", "\"*\"", "s3:GetObject", BUCKET + "/*")));
    }

    private static String statement(
            String effect, String principal, String action, String resource) {
        return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Principal": %s,
          "Action": "%s", "Resource": "arn:aws:s3:::%s"}]}\
        """
                .formatted(effect, principal, action, resource);
    }

    private static Refusal policy(String rule, String code, String text) {
        return refusal(
                rule,
                POLICY,
                code,
                s3 -> {
                    create(s3);
                    s3.putBucketPolicy(each -> each.bucket(BUCKET).policy(text));
                });
    }

    private static void create(S3Client s3) {
        s3.createBucket(each -> each.bucket(BUCKET));
    }

    private static void createIn(S3Client s3, String location) {
        s3.createBucket(each ->
                each.bucket(BUCKET)
                        .createBucketConfiguration(what -> what.locationConstraint(location)));
    }

    private static void own(S3Client s3, ObjectOwnership ownership) {
        s3.putBucketOwnershipControls(each ->
                each.bucket(BUCKET)
                        .ownershipControls(controls ->
                                controls.rules(rule -> rule.objectOwnership(ownership))));
    }

    private static Refusal refusal(
            String rule, String source, String code, Consumer<S3Client> attempt) {
        Consumer<Rig> onRig = rig -> attempt.accept(rig.s3());
        return new Refusal(rule, source, code, onRig);
    }
}
