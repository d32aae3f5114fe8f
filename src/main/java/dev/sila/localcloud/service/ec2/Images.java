package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotReturnCode;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.SnapshotReturnCodes;

/** Machine images: public ones and the account's own. */
public final class Images {
    private static final Set<String> ALIASES =
            Set.of("self", "amazon", "aws-marketplace", "aws-backup-vault");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final Store store;
    private final ImageCatalogue catalogue;
    private final ImageAttributes attributes;

    Images(Store store, ImageCatalogue catalogue, ImageAttributes attributes) {
        this.store = store;
        this.catalogue = catalogue;
        this.attributes = attributes;
    }

    /**
     * Images that are public or the account's own. Deprecated ones of others and disabled ones are
     * told only if that is asked for, or if they are named.
     */
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "ImageIds",
                        "Owners",
                        "ExecutableUsers",
                        "Filters",
                        "IncludeDeprecated",
                        "IncludeDisabled",
                        "MaxResults",
                        "NextToken",
                        "DryRun"));
        for (String owner : request.owners()) {
            if (!ALIASES.contains(owner) && !ACCOUNT.matcher(owner).matches()) {
                throw new AwsFailure(
                        "InvalidUserID.Malformed", "Invalid user id: \"" + owner + "\"");
            }
        }
        Selection selection =
                new Selection(
                        request.imageIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken(),
                        request.dryRun());
        Page<Image> page =
                store.images().page(selection, image -> image, image -> shown(image, request));
        return DescribeImagesResponse.builder()
                .images(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean shown(Image image, DescribeImagesRequest request) {
        return owned(image, request.owners())
                && executable(image, request.executableUsers())
                && (!request.imageIds().isEmpty() || listed(image, request));
    }

    private boolean owned(Image image, List<String> owners) {
        return owners.isEmpty()
                || owners.contains(image.ownerId())
                || owners.contains(String.valueOf(image.imageOwnerAlias()))
                || (owners.contains("self") && image.ownerId().equals(store.account()));
    }

    private boolean executable(Image image, List<String> users) {
        return users.isEmpty()
                || (users.contains("all") && image.publicLaunchPermissions())
                || users.stream()
                        .map(user -> user.equals("self") ? store.account() : user)
                        .anyMatch(user -> attributes.sharedWith(image.imageId(), user));
    }

    private boolean listed(Image image, DescribeImagesRequest request) {
        boolean own = image.ownerId().equals(store.account());
        boolean deprecated =
                image.deprecationTime() != null
                        && Instant.parse(image.deprecationTime())
                                .isBefore(store.foundation().timeline().now());
        boolean disabled = image.state() == ImageState.DISABLED;
        return (!deprecated || own || Boolean.TRUE.equals(request.includeDeprecated()))
                && (!disabled || Boolean.TRUE.equals(request.includeDisabled()));
    }

    /** Ends an image; instances of it keep running. With its snapshots, if that is asked for. */
    public DeregisterImageResponse deregisterImage(DeregisterImageRequest request) {
        Image image = own(store, request.imageId());
        String protection = image.deregistrationProtection();
        if (protection != null && protection.startsWith("enabled")) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "The image '%s' is protected against deregistration."
                            .formatted(image.imageId()));
        }
        Refusals.endDryRun(request.dryRun());
        catalogue.deregister(image.imageId());
        attributes.forget(image.imageId());
        return DeregisterImageResponse.builder()
                .returnValue(true)
                .deleteSnapshotResults(
                        Boolean.TRUE.equals(request.deleteAssociatedSnapshots())
                                ? deleted(image)
                                : List.of())
                .build();
    }

    private List<DeleteSnapshotReturnCode> deleted(Image image) {
        List<DeleteSnapshotReturnCode> results = new ArrayList<>();
        for (BlockDeviceMapping disk : image.blockDeviceMappings()) {
            if (disk.ebs() != null && disk.ebs().snapshotId() != null) {
                results.add(deleted(disk.ebs().snapshotId()));
            }
        }
        return results;
    }

    private DeleteSnapshotReturnCode deleted(String snapshotId) {
        boolean used = store.images().rows().anyMatch(other -> Snapshots.uses(other, snapshotId));
        if (!used) {
            store.compute().snapshots().remove(snapshotId);
        }
        return DeleteSnapshotReturnCode.builder()
                .snapshotId(snapshotId)
                .returnCode(used ? SnapshotReturnCodes.SKIPPED : SnapshotReturnCodes.SUCCESS)
                .build();
    }

    /** The account's own image of that identifier. */
    static Image own(Store store, @Nullable String id) {
        Image image = store.images().get(id);
        if (!image.ownerId().equals(store.account())) {
            throw new AwsFailure("AuthFailure", "Not authorized for image:" + image.imageId());
        }
        return image;
    }
}
