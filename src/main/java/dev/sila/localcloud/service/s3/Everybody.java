package dev.sila.localcloud.service.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What people may do who do not sign. */
final class Everybody {
    private Everybody() {}

    static boolean may(String action, Bucket bucket, String key) {
        String arn = key.isEmpty() ? bucket.arn() : bucket.arn() + "/" + key;
        Optional<BucketPolicy> policy = bucket.policy;
        if (policy.isPresent() && policy.get().denies(action, arn)) {
            return false;
        }
        PublicAccessBlockConfiguration block = bucket.accessBlock;
        boolean byPolicy = block == null || !Boolean.TRUE.equals(block.restrictPublicBuckets());
        boolean byAcl = block == null || !Boolean.TRUE.equals(block.ignorePublicAcls());
        return (byPolicy && policy.isPresent() && policy.get().allows(action, arn))
                || (byAcl && bucket.hasAcls() && byAcl(action, bucket, key));
    }

    private static boolean byAcl(String action, Bucket bucket, String key) {
        return switch (action) {
            case "s3:ListBucket", "s3:ListBucketVersions" -> bucket.acl.opens(Permission.READ);
            case "s3:PutObject", "s3:DeleteObject" -> bucket.acl.opens(Permission.WRITE);
            case "s3:GetBucketAcl" -> bucket.acl.opens(Permission.READ_ACP);
            case "s3:GetObject" ->
                    bucket.current(key)
                            .filter(each -> each.acl().opens(Permission.READ))
                            .isPresent();
            default -> false;
        };
    }
}
