package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Who gets at a bucket, and how its objects are encrypted. */
final class Protection {
    private static final ServerSideEncryptionConfiguration STANDARD =
            ServerSideEncryptionConfiguration.builder()
                    .rules(
                            ServerSideEncryptionRule.builder()
                                    .applyServerSideEncryptionByDefault(
                                            each -> each.sseAlgorithm(ServerSideEncryption.AES256))
                                    .bucketKeyEnabled(false)
                                    .build())
                    .build();

    private final Store store;

    Protection(Store store) {
        this.store = store;
    }

    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketPolicy",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketPolicyResponse.builder().policy(policy(bucket).text()).build();
    }

    private static BucketPolicy policy(Bucket bucket) {
        return bucket.policy.orElseThrow(() ->
                new AwsFailure("NoSuchBucketPolicy", "The bucket policy does not exist", 404)
                        .detail("BucketName", bucket.name));
    }

    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketPolicy",
                        request.bucket(),
                        request.expectedBucketOwner());
        BucketPolicy policy = BucketPolicy.parse(request.policy(), bucket);
        boolean blocked =
                bucket.accessBlock != null
                        && Boolean.TRUE.equals(bucket.accessBlock.blockPublicPolicy());
        if (blocked && policy.isPublic()) {
            throw new AwsFailure(
                    "AccessDenied",
                    "User: %s is not authorized to perform: s3:PutBucketPolicy on resource: \"%s\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
                            .formatted(
                                    store.foundation.realm().globalArn("iam", "root"),
                                    bucket.arn()),
                    403);
        }
        bucket.policy = Optional.of(policy);
        return PutBucketPolicyResponse.builder().build();
    }

    public DeleteBucketPolicyResponse deleteBucketPolicy(
            DeleteBucketPolicyRequest request, Caller caller) {
        store.reach(
                                caller,
                                "s3:DeleteBucketPolicy",
                                request.bucket(),
                                request.expectedBucketOwner())
                        .policy =
                Optional.empty();
        return DeleteBucketPolicyResponse.builder().build();
    }

    public GetBucketPolicyStatusResponse getBucketPolicyStatus(
            GetBucketPolicyStatusRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketPolicyStatus",
                        request.bucket(),
                        request.expectedBucketOwner());
        boolean open = policy(bucket).isPublic();
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(each -> each.isPublic(open))
                .build();
    }

    public GetPublicAccessBlockResponse getPublicAccessBlock(
            GetPublicAccessBlockRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketPublicAccessBlock",
                        request.bucket(),
                        request.expectedBucketOwner());
        if (bucket.accessBlock == null) {
            throw new AwsFailure(
                            "NoSuchPublicAccessBlockConfiguration",
                            "The public access block configuration was not found",
                            404)
                    .detail("BucketName", bucket.name);
        }
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(bucket.accessBlock)
                .build();
    }

    /** What is not said is false. */
    public PutPublicAccessBlockResponse putPublicAccessBlock(
            PutPublicAccessBlockRequest request, Caller caller) {
        PublicAccessBlockConfiguration asked = request.publicAccessBlockConfiguration();
        store.reach(
                                caller,
                                "s3:PutBucketPublicAccessBlock",
                                request.bucket(),
                                request.expectedBucketOwner())
                        .accessBlock =
                PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(Boolean.TRUE.equals(asked.blockPublicAcls()))
                        .ignorePublicAcls(Boolean.TRUE.equals(asked.ignorePublicAcls()))
                        .blockPublicPolicy(Boolean.TRUE.equals(asked.blockPublicPolicy()))
                        .restrictPublicBuckets(Boolean.TRUE.equals(asked.restrictPublicBuckets()))
                        .build();
        return PutPublicAccessBlockResponse.builder().build();
    }

    public DeletePublicAccessBlockResponse deletePublicAccessBlock(
            DeletePublicAccessBlockRequest request, Caller caller) {
        store.reach(
                                caller,
                                "s3:PutBucketPublicAccessBlock",
                                request.bucket(),
                                request.expectedBucketOwner())
                        .accessBlock =
                null;
        return DeletePublicAccessBlockResponse.builder().build();
    }

    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(
            GetBucketOwnershipControlsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketOwnershipControls",
                        request.bucket(),
                        request.expectedBucketOwner());
        ObjectOwnership ownership = bucket.ownership;
        if (ownership == null) {
            throw new AwsFailure(
                            "OwnershipControlsNotFoundError",
                            "The bucket ownership controls were not found",
                            404)
                    .detail("BucketName", bucket.name);
        }
        OwnershipControlsRule rule =
                OwnershipControlsRule.builder().objectOwnership(ownership).build();
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(each -> each.rules(rule))
                .build();
    }

    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            PutBucketOwnershipControlsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketOwnershipControls",
                        request.bucket(),
                        request.expectedBucketOwner());
        if (request.ownershipControls().rules().size() != 1) {
            throw Refusals.malformedXml();
        }
        ObjectOwnership wanted = request.ownershipControls().rules().getFirst().objectOwnership();
        if (wanted == ObjectOwnership.BUCKET_OWNER_ENFORCED && !bucket.acl.grants().isEmpty()) {
            throw new AwsFailure(
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced"
                            + " setting");
        }
        bucket.ownership = wanted;
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest request, Caller caller) {
        store.reach(
                                caller,
                                "s3:PutBucketOwnershipControls",
                                request.bucket(),
                                request.expectedBucketOwner())
                        .ownership =
                null;
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }

    public GetBucketEncryptionResponse getBucketEncryption(
            GetBucketEncryptionRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetEncryptionConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(
                        bucket.configuration(ServerSideEncryptionConfiguration.class)
                                .orElse(STANDARD))
                .build();
    }

    public PutBucketEncryptionResponse putBucketEncryption(
            PutBucketEncryptionRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutEncryptionConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        ServerSideEncryptionConfiguration asked = request.serverSideEncryptionConfiguration();
        if (asked.rules().size() != 1) {
            throw Refusals.malformedXml();
        }
        ServerSideEncryptionRule rule = asked.rules().getFirst();
        ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
        if (byDefault == null) {
            throw Refusals.malformedXml();
        }
        boolean kms = byDefault.sseAlgorithm() != ServerSideEncryption.AES256;
        if (!kms && byDefault.kmsMasterKeyID() != null) {
            throw Refusals.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not"
                            + " aws:kms or aws:kms:dsse");
        }
        if (byDefault.sseAlgorithm() == ServerSideEncryption.AWS_FSX) {
            throw Refusals.invalidArgument("The encryption method specified is not supported");
        }
        ServerSideEncryptionRule complete =
                rule.toBuilder()
                        .bucketKeyEnabled(Boolean.TRUE.equals(rule.bucketKeyEnabled()))
                        .build();
        bucket.configure(asked.toBuilder().rules(complete).build());
        return PutBucketEncryptionResponse.builder().build();
    }

    /** Back to the encryption that every bucket has. */
    public DeleteBucketEncryptionResponse deleteBucketEncryption(
            DeleteBucketEncryptionRequest request, Caller caller) {
        store.reach(
                        caller,
                        "s3:PutEncryptionConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner())
                .unconfigure(ServerSideEncryptionConfiguration.class);
        return DeleteBucketEncryptionResponse.builder().build();
    }
}
