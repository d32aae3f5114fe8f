package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets come, go and are listed. */
final class Buckets {
    private static final String OLDEST = "us-east-1";
    private static final int MOST = 10_000;

    private final Store store;

    Buckets(Store store) {
        this.store = store;
    }

    /** In us-east-1 a bucket that is one's own is created again without complaint. */
    public CreateBucketResponse createBucket(CreateBucketRequest request, Caller caller) {
        if (caller.accessKeyId().isEmpty()) {
            throw Refusals.accessDenied();
        }
        String name = request.bucket();
        BucketNames.check(name);
        checkLocation(request.createBucketConfiguration());
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            throw Refusals.notImplemented("x-amz-bucket-object-lock-enabled");
        }
        ObjectOwnership ownership = ownership(request);
        Acl acl = Acls.ofBucket(request.aclAsString(), request).orElse(Acl.PRIVATE);
        if (store.buckets.containsKey(name)) {
            if (!store.foundation.realm().region().equals(OLDEST)) {
                throw new AwsFailure(
                                "BucketAlreadyOwnedByYou",
                                "Your previous request to create the named bucket succeeded and"
                                        + " you already own it.",
                                409)
                        .detail("BucketName", name);
            }
            return created(name);
        }
        if (store.buckets.size() >= store.foundation.quotas().of(Store.BUCKETS)) {
            throw new AwsFailure(
                    "TooManyBuckets", "You have attempted to create more buckets than allowed");
        }
        Bucket bucket = new Bucket(name, store.now());
        bucket.ownership = ownership;
        bucket.acl = acl;
        List<Tag> tags =
                request.createBucketConfiguration() == null
                        ? List.of()
                        : request.createBucketConfiguration().tags();
        bucket.tags = Tags.ofBucket(tags);
        store.buckets.put(name, bucket);
        return created(name);
    }

    private static CreateBucketResponse created(String name) {
        return CreateBucketResponse.builder()
                .location("/" + name)
                .bucketArn("arn:aws:s3:::" + name)
                .build();
    }

    private static ObjectOwnership ownership(CreateBucketRequest request) {
        if (request.objectOwnership() == ObjectOwnership.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalidArgument(
                    "Invalid x-amz-object-ownership header",
                    "x-amz-object-ownership",
                    request.objectOwnershipAsString());
        }
        ObjectOwnership ownership =
                Objects.requireNonNullElse(
                        request.objectOwnership(), ObjectOwnership.BUCKET_OWNER_ENFORCED);
        boolean open = request.acl() != null && request.acl() != BucketCannedACL.PRIVATE;
        if (open && ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new AwsFailure(
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced"
                            + " setting");
        }
        return ownership;
    }

    private void checkLocation(@Nullable CreateBucketConfiguration configuration) {
        String region = store.foundation.realm().region();
        if (configuration != null
                && (configuration.location() != null || configuration.bucket() != null)) {
            throw Refusals.notImplemented("Location"); // directory buckets
        }
        String asked = configuration == null ? null : configuration.locationConstraintAsString();
        String meant = "EU".equals(asked) ? "eu-west-1" : asked;
        if (meant == null) {
            if (!region.equals(OLDEST)) {
                throw incompatible("unspecified");
            }
        } else if (meant.equals(OLDEST) || !Region.regions().contains(Region.of(meant))) {
            throw new AwsFailure(
                            "InvalidLocationConstraint",
                            "The specified location-constraint is not valid")
                    .detail("LocationConstraint", meant);
        } else if (!meant.equals(region)) {
            throw incompatible(meant);
        }
    }

    private static AwsFailure incompatible(String location) {
        return new AwsFailure(
                "IllegalLocationConstraintException",
                "The "
                        + location
                        + " location constraint is incompatible for the region specific endpoint"
                        + " this request was sent to.");
    }

    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller, "s3:DeleteBucket", request.bucket(), request.expectedBucketOwner());
        if (!bucket.objects.isEmpty()) {
            boolean versions = !bucket.versioning.isEmpty();
            throw new AwsFailure(
                            "BucketNotEmpty",
                            "The bucket you tried to delete is not empty"
                                    + (versions
                                            ? ". You must delete all versions in the bucket."
                                            : ""),
                            409)
                    .detail("BucketName", bucket.name);
        }
        store.buckets.remove(bucket.name);
        return DeleteBucketResponse.builder().build();
    }

    public HeadBucketResponse headBucket(HeadBucketRequest request, Caller caller) {
        store.reach(caller, "s3:ListBucket", request.bucket(), request.expectedBucketOwner());
        return HeadBucketResponse.builder()
                .bucketRegion(store.foundation.realm().region())
                .accessPointAlias(false)
                .build();
    }

    /** The oldest region has no name here. */
    public GetBucketLocationResponse getBucketLocation(
            GetBucketLocationRequest request, Caller caller) {
        store.reach(
                caller, "s3:GetBucketLocation", request.bucket(), request.expectedBucketOwner());
        String region = store.foundation.realm().region();
        return GetBucketLocationResponse.builder()
                .locationConstraint(region.equals(OLDEST) ? "" : region)
                .build();
    }

    public ListBucketsResponse listBuckets(ListBucketsRequest request, Caller caller) {
        if (caller.accessKeyId().isEmpty()) {
            throw Refusals.accessDenied();
        }
        int most = Objects.requireNonNullElse(request.maxBuckets(), MOST);
        if (most < 1 || most > MOST) {
            throw Refusals.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and 10000",
                    "max-buckets",
                    most);
        }
        String prefix = Objects.requireNonNullElse(request.prefix(), "");
        String after =
                Optional.ofNullable(request.continuationToken()).map(Tokens::read).orElse("");
        String region = store.foundation.realm().region();
        List<Bucket> all =
                store.buckets.tailMap(after, false).values().stream()
                        .filter(each -> each.name.startsWith(prefix))
                        .filter(_ ->
                                request.bucketRegion() == null
                                        || request.bucketRegion().equals(region))
                        .toList();
        List<Bucket> page = all.subList(0, Math.min(most, all.size()));
        return ListBucketsResponse.builder()
                .owner(store.owner())
                .buckets(page.stream().map(each -> shown(each, request, region)).toList())
                .prefix(request.prefix())
                .continuationToken(
                        page.size() < all.size() ? Tokens.write(page.getLast().name) : null)
                .build();
    }

    /** The region is told to those who ask for pages. */
    private static software.amazon.awssdk.services.s3.model.Bucket shown(
            Bucket bucket, ListBucketsRequest request, String region) {
        boolean paged =
                request.maxBuckets() != null
                        || request.prefix() != null
                        || request.bucketRegion() != null
                        || request.continuationToken() != null;
        return software.amazon.awssdk.services.s3.model.Bucket.builder()
                .name(bucket.name)
                .creationDate(bucket.created)
                .bucketArn(bucket.arn())
                .bucketRegion(paged ? region : null)
                .build();
    }
}
