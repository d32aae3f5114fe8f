package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** The images of hostclasses, which are named {@code HOSTCLASS EPOCH} by whoever bakes them. */
public final class Images {
    private static final int PAGE = 1000;

    private final Ec2Client ec2;
    private final Waiter waiter;

    public Images(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /**
     * An image to run.
     *
     * @param id its identifier
     * @param rootDevice the name of its root device, such as {@code /dev/xvda}
     * @param rootGiB the size of its root volume
     */
    public record Chosen(String id, String rootDevice, int rootGiB) {}

    /**
     * The image of each of these hostclasses that shall run, in one paged call: of the earliest
     * stage of the list that has any, the newest; private ones never.
     *
     * @throws ProblemException naming every hostclass that has none
     */
    public Map<String, Chosen> newest(Collection<String> hostclasses, ImageChoice choice) {
        Map<String, Chosen> newest = new LinkedHashMap<>();
        if (hostclasses.isEmpty()) {
            return newest;
        }
        List<String> owners = new ArrayList<>(choice.trustedAccounts());
        owners.add("self");
        List<Image> images =
                described(
                        DescribeImagesRequest.builder()
                                .owners(owners)
                                .filters(
                                        Filters.of(
                                                "name",
                                                hostclasses.stream()
                                                        .map(each -> each + " *")
                                                        .toList()),
                                        Filters.of("state", List.of("available"))));
        List<Problem> missing = new ArrayList<>();
        for (String hostclass : hostclasses) {
            Optional<Image> image = choice.of(hostclass, images);
            image.ifPresentOrElse(
                    found -> newest.put(hostclass, chosen(found)),
                    () -> missing.add(choice.none(hostclass, images)));
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(missing);
        }
        return newest;
    }

    /**
     * The images of these identifiers, whatever their names and stages, in one paged call. One that
     * is being made is waited for.
     *
     * @param limits how long at most, for each of them
     * @throws ProblemException naming every one that does not exist or may not be used
     */
    public Map<String, Chosen> named(Map<String, Duration> limits) {
        if (limits.isEmpty()) {
            return Map.of();
        }
        Map<String, Image> found = byId(limits.keySet());
        List<Problem> wrong = new ArrayList<>();
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        limits.forEach((id, limit) -> {
            Image image = found.get(id);
            if (image != null && image.state() == ImageState.PENDING) {
                image = awaited(id, limit);
            }
            if (image == null) {
                wrong.add(unusable(id, "does not exist here, or may not be used."));
            } else if (image.state() != ImageState.AVAILABLE) {
                wrong.add(unusable(id, "is " + image.stateAsString() + ", not available."));
            } else {
                chosen.put(id, chosen(image));
            }
        });
        if (!wrong.isEmpty()) {
            throw new ProblemException(wrong);
        }
        return chosen;
    }

    private Map<String, Image> byId(Collection<String> ids) {
        return described(DescribeImagesRequest.builder().filters(Filters.of("image-id", ids)))
                .stream()
                .collect(Collectors.toMap(Image::imageId, each -> each));
    }

    private Image awaited(String id, Duration limit) {
        Wait wait = new Wait("image " + id + " to be available", Duration.ofMinutes(3), limit);
        return waiter.untilPresent(
                wait,
                () ->
                        Optional.ofNullable(byId(List.of(id)).get(id))
                                .filter(each -> each.state() != ImageState.PENDING));
    }

    private List<Image> described(DescribeImagesRequest.Builder request) {
        return ec2.describeImagesPaginator(request.maxResults(PAGE).build()).images().stream()
                .toList();
    }

    private static Problem unusable(String id, String why) {
        return Problem.error("image " + id, why, "Name another in the pipeline's column ami.");
    }

    private static Chosen chosen(Image image) {
        String root = image.rootDeviceName() == null ? "/dev/xvda" : image.rootDeviceName();
        int size =
                image.blockDeviceMappings().stream()
                        .filter(each -> root.equals(each.deviceName()) && each.ebs() != null)
                        .map(each -> each.ebs().volumeSize())
                        .filter(each -> each != null)
                        .max(Comparator.naturalOrder())
                        .orElse(0);
        return new Chosen(image.imageId(), root, size);
    }
}
