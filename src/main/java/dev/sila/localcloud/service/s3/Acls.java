package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * Access control lists. Source: S3 user guide, "Access control list (ACL) overview", "Controlling
 * ownership of objects and disabling ACLs for your bucket".
 */
final class Acls {
    private static final Map<String, List<Grant>> CANNED =
            Map.of(
                    "private",
                    List.of(),
                    "bucket-owner-read",
                    List.of(),
                    "bucket-owner-full-control",
                    List.of(),
                    "aws-exec-read",
                    List.of(),
                    "public-read",
                    List.of(Acl.to(Acl.EVERYBODY, Permission.READ)),
                    "public-read-write",
                    List.of(
                            Acl.to(Acl.EVERYBODY, Permission.READ),
                            Acl.to(Acl.EVERYBODY, Permission.WRITE)),
                    "authenticated-read",
                    List.of(Acl.to(Acl.AUTHENTICATED, Permission.READ)),
                    "log-delivery-write",
                    List.of(
                            Acl.to(Acl.LOG_DELIVERY, Permission.WRITE),
                            Acl.to(Acl.LOG_DELIVERY, Permission.READ_ACP)));
    private static final Map<String, Permission> GRANT_HEADERS =
            Map.of(
                    "x-amz-grant-full-control",
                    Permission.FULL_CONTROL,
                    "x-amz-grant-read",
                    Permission.READ,
                    "x-amz-grant-read-acp",
                    Permission.READ_ACP,
                    "x-amz-grant-write",
                    Permission.WRITE,
                    "x-amz-grant-write-acp",
                    Permission.WRITE_ACP);
    private static final Pattern GRANTEE =
            Pattern.compile("\\s*(id|uri|emailAddress)\\s*=\\s*\"?([^\",]+)\"?\\s*");

    private final Store store;

    Acls(Store store) {
        this.store = store;
    }

    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller, "s3:GetBucketAcl", request.bucket(), request.expectedBucketOwner());
        return GetBucketAclResponse.builder()
                .owner(store.owner())
                .grants(shown(bucket.acl))
                .build();
    }

    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller, "s3:PutBucketAcl", request.bucket(), request.expectedBucketOwner());
        if (!bucket.hasAcls()) {
            throw notSupported();
        }
        Acl acl = asked(request.aclAsString(), request, request.accessControlPolicy());
        refusePublic(acl, bucket);
        bucket.acl = acl;
        return PutBucketAclResponse.builder().build();
    }

    public GetObjectAclResponse getObjectAcl(GetObjectAclRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetObjectAcl",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Version version = Versions.find(bucket, request.key(), request.versionId());
        return GetObjectAclResponse.builder()
                .owner(store.owner())
                .grants(shown(version.acl()))
                .build();
    }

    public PutObjectAclResponse putObjectAcl(PutObjectAclRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObjectAcl",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Version version = Versions.find(bucket, request.key(), request.versionId());
        if (!bucket.hasAcls()) {
            throw notSupported();
        }
        Acl acl = asked(request.aclAsString(), request, request.accessControlPolicy());
        refusePublic(acl, bucket);
        bucket.change(version, each -> each.shared(acl));
        return PutObjectAclResponse.builder().build();
    }

    /** What a request for a new bucket asks for, if it asks. */
    static Optional<Acl> ofBucket(@Nullable String canned, SdkPojo request) {
        Optional<Acl> acl = ofHeaders(canned, request);
        if (acl.filter(Acl::isPublic).isPresent()) {
            throw new AwsFailure(
                    "InvalidBucketAclWithBlockPublicAccessError",
                    "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
        }
        return acl;
    }

    /** What a request for a new object asks for. */
    static Acl ofObject(@Nullable String canned, SdkPojo request, Bucket bucket) {
        Optional<Acl> acl = ofHeaders(canned, request);
        boolean ownersAnyway = "bucket-owner-full-control".equals(canned);
        if (acl.isPresent() && !bucket.hasAcls() && !ownersAnyway) {
            throw notSupported();
        }
        acl.ifPresent(each -> refusePublic(each, bucket));
        return acl.orElse(Acl.PRIVATE);
    }

    private static Acl asked(
            @Nullable String canned, SdkPojo request, @Nullable AccessControlPolicy policy) {
        Optional<Acl> byHeaders = ofHeaders(canned, request);
        if (policy == null) {
            return byHeaders.orElseThrow(() ->
                    new AwsFailure(
                            "MissingSecurityHeader", "Your request was missing a required header"));
        }
        if (byHeaders.isPresent()) {
            throw new AwsFailure("UnexpectedContent", "This request does not support content");
        }
        return new Acl(policy.grants(), true);
    }

    private static Optional<Acl> ofHeaders(@Nullable String canned, SdkPojo request) {
        List<Grant> grants = new ArrayList<>();
        boolean any = false;
        for (SdkField<?> field : request.sdkFields()) {
            Permission permission = GRANT_HEADERS.get(field.locationName());
            if (permission != null && field.getValueOrDefault(request) instanceof String text) {
                any = true;
                grants.addAll(grants(text, permission));
            }
        }
        if (canned == null) {
            return any ? Optional.of(new Acl(grants, true)) : Optional.empty();
        }
        if (any) {
            throw Refusals.invalidRequest(
                    "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        List<Grant> known = CANNED.get(canned);
        if (known == null) {
            throw Refusals.invalidArgument("Invalid canned ACL", "x-amz-acl", canned);
        }
        return Optional.of(new Acl(known, false));
    }

    private static List<Grant> grants(String header, Permission permission) {
        List<Grant> grants = new ArrayList<>();
        for (String each : header.split(",", -1)) {
            Matcher matcher = GRANTEE.matcher(each);
            if (!matcher.matches()) {
                throw Refusals.invalidArgument(
                        "Argument format not recognized", "x-amz-grant", header);
            }
            grants.add(grant(matcher.group(1), matcher.group(2), permission));
        }
        return grants;
    }

    private static Grant grant(String kind, String value, Permission permission) {
        return switch (kind) {
            case "uri" -> Acl.to(value, permission);
            case "id" ->
                    Grant.builder()
                            .grantee(each -> each.type(Type.CANONICAL_USER).id(value))
                            .permission(permission)
                            .build();
            default -> throw Refusals.notImplemented("emailAddress");
        };
    }

    private List<Grant> shown(Acl acl) {
        List<Grant> grants = new ArrayList<>();
        if (!acl.explicit()) {
            grants.add(grant("id", store.owner().id(), Permission.FULL_CONTROL));
        }
        grants.addAll(acl.grants());
        return grants;
    }

    private static void refusePublic(Acl acl, Bucket bucket) {
        boolean blocked =
                bucket.accessBlock != null
                        && Boolean.TRUE.equals(bucket.accessBlock.blockPublicAcls());
        if (blocked && acl.isPublic()) {
            throw Refusals.accessDenied();
        }
    }

    static AwsFailure notSupported() {
        return new AwsFailure("AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
}
