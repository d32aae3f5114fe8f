package dev.sila.localcloud.service.access;

import java.util.Map;

/**
 * The names of actions in policies: a prefix, which is the signing name except for CloudWatch, and
 * the operation, except where a service names them otherwise. Source: Service Authorization
 * Reference.
 */
final class Actions {
    private static final Map<String, String> S3 =
            Map.ofEntries(
                    Map.entry("ListBuckets", "ListAllMyBuckets"),
                    Map.entry("HeadBucket", "ListBucket"),
                    Map.entry("ListObjects", "ListBucket"),
                    Map.entry("ListObjectsV2", "ListBucket"),
                    Map.entry("ListObjectVersions", "ListBucketVersions"),
                    Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
                    Map.entry("ListParts", "ListMultipartUploadParts"),
                    Map.entry("HeadObject", "GetObject"),
                    Map.entry("CopyObject", "PutObject"),
                    Map.entry("CreateMultipartUpload", "PutObject"),
                    Map.entry("UploadPart", "PutObject"),
                    Map.entry("UploadPartCopy", "PutObject"),
                    Map.entry("CompleteMultipartUpload", "PutObject"),
                    Map.entry("DeleteObjects", "DeleteObject"),
                    Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
                    Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
                    Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
                    Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
                    Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
                    Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
                    Map.entry("GetBucketCors", "GetBucketCORS"),
                    Map.entry("PutBucketCors", "PutBucketCORS"),
                    Map.entry("DeleteBucketCors", "PutBucketCORS"),
                    Map.entry("DeleteBucketTagging", "PutBucketTagging"),
                    Map.entry("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
                    Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
                    Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
                    Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
                    Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
                    Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"));
    private static final Map<String, String> BATCHES =
            Map.of(
                    "SendMessageBatch", "SendMessage",
                    "DeleteMessageBatch", "DeleteMessage",
                    "ChangeMessageVisibilityBatch", "ChangeMessageVisibility",
                    "PublishBatch", "Publish");

    private Actions() {}

    static String named(String service, String operation) {
        String action =
                switch (service) {
                    case "s3" -> S3.getOrDefault(operation, operation);
                    case "sqs", "sns" -> BATCHES.getOrDefault(operation, operation);
                    default -> operation;
                };
        return prefix(service) + ":" + action;
    }

    private static String prefix(String service) {
        return service.equals("monitoring") ? "cloudwatch" : service;
    }

    /** Operations that everybody may call, and those whose own service decides. */
    static boolean free(String service, String operation) {
        return service.equals("sts")
                && (operation.equals("GetCallerIdentity")
                        || operation.equals("GetSessionToken")
                        || operation.startsWith("AssumeRole"));
    }
}
