package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/** The rules by which objects end: {@link Expiry} carries them out. */
final class Lifecycle {
    private static final int MOST_RULES = 1000;

    private final Store store;

    Lifecycle(Store store) {
        this.store = store;
    }

    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetLifecycleConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        BucketLifecycleConfiguration lifecycle =
                bucket.configuration(BucketLifecycleConfiguration.class)
                        .orElseThrow(() ->
                                new AwsFailure(
                                                "NoSuchLifecycleConfiguration",
                                                "The lifecycle configuration does not exist",
                                                404)
                                        .detail("BucketName", bucket.name));
        return GetBucketLifecycleConfigurationResponse.builder()
                .rules(lifecycle.rules())
                .transitionDefaultMinimumObjectSize(
                        TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K)
                .build();
    }

    public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutLifecycleConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner());
        if (request.transitionDefaultMinimumObjectSize()
                == TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS) {
            throw Refusals.notImplemented("x-amz-transition-default-minimum-object-size");
        }
        if (request.lifecycleConfiguration() == null) {
            throw new AwsFailure("MissingRequestBodyError", "Request Body is empty");
        }
        List<LifecycleRule> rules = request.lifecycleConfiguration().rules();
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw Refusals.malformedXml();
        }
        Set<String> ids = new HashSet<>();
        List<LifecycleRule> complete = new ArrayList<>();
        for (LifecycleRule each : rules) {
            LifecycleRule named =
                    each.id() == null || each.id().isEmpty()
                            ? each.toBuilder().id(store.foundation.identity().uuid()).build()
                            : each;
            if (!ids.add(named.id())) {
                throw Refusals.invalidArgument(
                        "Rule ID must be unique. Found same ID for more than one rule");
            }
            LifecycleChecks.check(named);
            complete.add(named);
        }
        bucket.configure(BucketLifecycleConfiguration.builder().rules(complete).build());
        return PutBucketLifecycleConfigurationResponse.builder()
                .transitionDefaultMinimumObjectSize(
                        TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K)
                .build();
    }

    public DeleteBucketLifecycleResponse deleteBucketLifecycle(
            DeleteBucketLifecycleRequest request, Caller caller) {
        store.reach(
                        caller,
                        "s3:PutLifecycleConfiguration",
                        request.bucket(),
                        request.expectedBucketOwner())
                .unconfigure(BucketLifecycleConfiguration.class);
        return DeleteBucketLifecycleResponse.builder().build();
    }
}
