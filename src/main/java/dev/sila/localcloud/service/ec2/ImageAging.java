package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.ec2.model.DisableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeprecationResponse;
import software.amazon.awssdk.services.ec2.model.DisableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeregistrationProtectionResponse;
import software.amazon.awssdk.services.ec2.model.DisableImageRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeprecationResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeregistrationProtectionResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** Says of images that they are to be used no more, may be used no more, or must not go. */
public final class ImageAging {
    private static final Duration LATEST = Duration.ofDays(3650);

    private final Store store;

    ImageAging(Store store) {
        this.store = store;
    }

    /** Deprecates an image at a time within ten years. It can still be launched. */
    public EnableImageDeprecationResponse enableImageDeprecation(
            EnableImageDeprecationRequest request) {
        Image image = Images.own(store, request.imageId());
        Instant at = request.deprecateAt();
        if (at == null) {
            throw Refusals.missing("DeprecateAt");
        }
        Instant now = store.foundation().timeline().now();
        if (at.isBefore(now) || at.isAfter(now.plus(LATEST))) {
            throw Refusals.invalid(
                    "deprecateAt", at, "Expecting a time in the future, at most ten years ahead.");
        }
        Refusals.endDryRun(request.dryRun());
        String time = ImageCatalogue.time(at.truncatedTo(ChronoUnit.MINUTES));
        store.images().put(image.toBuilder().deprecationTime(time).build());
        return EnableImageDeprecationResponse.builder().returnValue(true).build();
    }

    public DisableImageDeprecationResponse disableImageDeprecation(
            DisableImageDeprecationRequest request) {
        Image image = Images.own(store, request.imageId());
        Refusals.endDryRun(request.dryRun());
        store.images().put(image.toBuilder().deprecationTime(null).build());
        return DisableImageDeprecationResponse.builder().returnValue(true).build();
    }

    /** Disables an image: nobody can launch it. */
    public DisableImageResponse disableImage(DisableImageRequest request) {
        Image image = Images.own(store, request.imageId());
        require(image, ImageState.AVAILABLE);
        Refusals.endDryRun(request.dryRun());
        store.images()
                .put(
                        image.toBuilder()
                                .state(ImageState.DISABLED)
                                .publicLaunchPermissions(false)
                                .build());
        return DisableImageResponse.builder().returnValue(true).build();
    }

    public EnableImageResponse enableImage(EnableImageRequest request) {
        Image image = Images.own(store, request.imageId());
        require(image, ImageState.DISABLED);
        Refusals.endDryRun(request.dryRun());
        store.images().put(image.toBuilder().state(ImageState.AVAILABLE).build());
        return EnableImageResponse.builder().returnValue(true).build();
    }

    private static void require(Image image, ImageState state) {
        if (image.state() != state) {
            throw new AwsFailure(
                    "IncorrectState",
                    "The image '%s' is in the '%s' state."
                            .formatted(image.imageId(), image.stateAsString()));
        }
    }

    public EnableImageDeregistrationProtectionResponse enableImageDeregistrationProtection(
            EnableImageDeregistrationProtectionRequest request) {
        Image image = Images.own(store, request.imageId());
        if (Boolean.TRUE.equals(request.withCooldown())) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud protects images without a cooldown period.");
        }
        Refusals.endDryRun(request.dryRun());
        String state = "enabled-without-cooldown";
        store.images().put(image.toBuilder().deregistrationProtection(state).build());
        return EnableImageDeregistrationProtectionResponse.builder().returnValue(state).build();
    }

    public DisableImageDeregistrationProtectionResponse disableImageDeregistrationProtection(
            DisableImageDeregistrationProtectionRequest request) {
        Image image = Images.own(store, request.imageId());
        Refusals.endDryRun(request.dryRun());
        store.images().put(image.toBuilder().deregistrationProtection("disabled").build());
        return DisableImageDeregistrationProtectionResponse.builder()
                .returnValue("disabled")
                .build();
    }
}
