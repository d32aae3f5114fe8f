package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** The images of hostclasses, which are named {@code HOSTCLASS EPOCH} by whoever bakes them. */
public final class Images {
    private final Ec2Client ec2;

    public Images(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * An image to run.
     *
     * @param id its identifier
     * @param rootDevice the name of its root device, such as {@code /dev/xvda}
     */
    public record Chosen(String id, String rootDevice) {}

    /**
     * The newest available image of each of these hostclasses that this account owns, in one paged
     * call.
     *
     * @throws ProblemException naming every hostclass that has none
     */
    public Map<String, Chosen> newest(Collection<String> hostclasses) {
        Map<String, Chosen> newest = new LinkedHashMap<>();
        if (hostclasses.isEmpty()) {
            return newest;
        }
        DescribeImagesRequest request =
                DescribeImagesRequest.builder()
                        .owners("self")
                        .filters(
                                Filter.builder()
                                        .name("name")
                                        .values(
                                                hostclasses.stream()
                                                        .map(each -> each + " *")
                                                        .toList())
                                        .build(),
                                Filter.builder().name("state").values("available").build())
                        .build();
        List<Image> images = ec2.describeImagesPaginator(request).images().stream().toList();
        List<Problem> missing = new ArrayList<>();
        for (String hostclass : hostclasses) {
            Optional<Image> image =
                    images.stream()
                            .filter(each -> epoch(each, hostclass) >= 0)
                            .max(Comparator.comparingLong(each -> epoch(each, hostclass)));
            image.ifPresentOrElse(
                    found -> newest.put(hostclass, chosen(found)),
                    () -> missing.add(none(hostclass)));
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(missing);
        }
        return newest;
    }

    /**
     * The image of this identifier.
     *
     * @throws ProblemException if it does not exist or may not be used
     */
    public Chosen named(String id) {
        return ec2
                .describeImages(DescribeImagesRequest.builder().imageIds(id).build())
                .images()
                .stream()
                .findFirst()
                .map(Images::chosen)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        "image " + id,
                                        "does not exist here.",
                                        "Name another in the pipeline's column ami.")));
    }

    private static Chosen chosen(Image image) {
        return new Chosen(image.imageId(), image.rootDeviceName());
    }

    /** The second in an image's name; -1 if it is no image of exactly this hostclass. */
    private static long epoch(Image image, String hostclass) {
        String prefix = hostclass + " ";
        String rest =
                image.name().startsWith(prefix) ? image.name().substring(prefix.length()) : "";
        return rest.matches("\\d{1,18}") ? Long.parseLong(rest) : -1;
    }

    private static Problem none(String hostclass) {
        return Problem.error(
                "hostclass " + hostclass,
                "there is no available image named \"" + hostclass + " EPOCH\" in this account.",
                "Name one in the pipeline's column ami, or bake one.");
    }
}
