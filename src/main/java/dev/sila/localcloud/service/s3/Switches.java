package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.AccelerateConfiguration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.RequestPaymentConfiguration;

/** A bucket's switches and its tags. */
final class Switches {
    private final Store store;

    Switches(Store store) {
        this.store = store;
    }

    public GetBucketVersioningResponse getBucketVersioning(
            GetBucketVersioningRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketVersioning",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketVersioningResponse.builder()
                .status(bucket.versioning.isEmpty() ? null : bucket.versioning)
                .build();
    }

    /** Once it was on, it can be suspended, never taken away. */
    public PutBucketVersioningResponse putBucketVersioning(
            PutBucketVersioningRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketVersioning",
                        request.bucket(),
                        request.expectedBucketOwner());
        BucketVersioningStatus status = request.versioningConfiguration().status();
        if (status == null) {
            throw new AwsFailure(
                    "IllegalVersioningConfigurationException",
                    "The Versioning element must be specified");
        }
        if (request.versioningConfiguration().mfaDelete() == MFADelete.ENABLED) {
            throw Refusals.notImplemented("x-amz-mfa");
        }
        bucket.versioning = status.toString();
        return PutBucketVersioningResponse.builder().build();
    }

    public GetBucketTaggingResponse getBucketTagging(
            GetBucketTaggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketTagging",
                        request.bucket(),
                        request.expectedBucketOwner());
        if (bucket.tags.isEmpty()) {
            throw new AwsFailure("NoSuchTagSet", "The TagSet does not exist", 404)
                    .detail("BucketName", bucket.name);
        }
        return GetBucketTaggingResponse.builder().tagSet(Tags.shown(bucket.tags)).build();
    }

    public PutBucketTaggingResponse putBucketTagging(
            PutBucketTaggingRequest request, Caller caller) {
        store.reach(caller, "s3:PutBucketTagging", request.bucket(), request.expectedBucketOwner())
                        .tags =
                Tags.ofBucket(request.tagging().tagSet());
        return PutBucketTaggingResponse.builder().build();
    }

    public DeleteBucketTaggingResponse deleteBucketTagging(
            DeleteBucketTaggingRequest request, Caller caller) {
        store.reach(caller, "s3:PutBucketTagging", request.bucket(), request.expectedBucketOwner())
                        .tags =
                Map.of();
        return DeleteBucketTaggingResponse.builder().build();
    }

    public GetBucketRequestPaymentResponse getBucketRequestPayment(
            GetBucketRequestPaymentRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketRequestPayment",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketRequestPaymentResponse.builder()
                .payer(
                        bucket.configuration(RequestPaymentConfiguration.class)
                                .map(RequestPaymentConfiguration::payer)
                                .orElse(Payer.BUCKET_OWNER))
                .build();
    }

    public PutBucketRequestPaymentResponse putBucketRequestPayment(
            PutBucketRequestPaymentRequest request, Caller caller) {
        store.reach(
                        caller,
                        "s3:PutBucketRequestPayment",
                        request.bucket(),
                        request.expectedBucketOwner())
                .configure(request.requestPaymentConfiguration());
        return PutBucketRequestPaymentResponse.builder().build();
    }

    public GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetAccelerateConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        return GetBucketAccelerateConfigurationResponse.builder()
                .status(
                        bucket.configuration(AccelerateConfiguration.class)
                                .map(AccelerateConfiguration::status)
                                .orElse(null))
                .build();
    }

    public PutBucketAccelerateConfigurationResponse putBucketAccelerateConfiguration(
            PutBucketAccelerateConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutAccelerateConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        if (bucket.name.contains(".")) {
            throw Refusals.invalidRequest(
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in"
                            + " their names");
        }
        if (request.accelerateConfiguration().status() == null) {
            throw Refusals.malformedXml();
        }
        bucket.configure(request.accelerateConfiguration());
        return PutBucketAccelerateConfigurationResponse.builder().build();
    }
}
