package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** Machine images. One that was baked for a hostclass is named {@code HOSTCLASS EPOCH}. */
public final class Images {
    private static final Pattern BAKED = Pattern.compile("(.+) (\\d+)");

    /** One image. */
    public record Image(String id, String name) {}

    private record Baked(Image image, long epoch) {}

    private final Ec2Client ec2;

    public Images(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * The image that a hostclass starts from: the given one, or the newest available one of this
     * account that was baked for it.
     *
     * @param ami an image's identifier, or null
     * @throws ProblemException if there is none
     */
    public Image resolve(String hostclass, @Nullable String ami) {
        return ami == null ? newest(hostclass) : given(hostclass, ami);
    }

    private Image newest(String hostclass) {
        DescribeImagesRequest request =
                DescribeImagesRequest.builder()
                        .owners("self")
                        .filters(filter("name", hostclass + " *"), filter("state", "available"))
                        .maxResults(1000)
                        .build();
        return ec2.describeImagesPaginator(request).images().stream()
                .flatMap(each -> baked(hostclass, each).stream())
                .max(
                        Comparator.comparingLong(Baked::epoch)
                                .thenComparing(each -> each.image().id()))
                .map(Baked::image)
                .orElseThrow(() ->
                        none(
                                hostclass,
                                "no image named \"" + hostclass + " EPOCH\" is available.",
                                "Bake one, or name one with `ami`."));
    }

    private static Optional<Baked> baked(
            String hostclass, software.amazon.awssdk.services.ec2.model.Image image) {
        Matcher name = BAKED.matcher(image.name());
        return name.matches() && name.group(1).equals(hostclass)
                ? Optional.of(new Baked(image(image), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    private Image given(String hostclass, String ami) {
        DescribeImagesRequest request = DescribeImagesRequest.builder().imageIds(ami).build();
        List<software.amazon.awssdk.services.ec2.model.Image> found;
        try {
            found = ec2.describeImages(request).images();
        } catch (Ec2Exception e) {
            if (!AwsErrors.notFound(e) && !"InvalidAMIID.Malformed".equals(AwsErrors.code(e))) {
                throw e;
            }
            found = List.of();
        }
        return found.stream()
                .filter(each -> each.state() == ImageState.AVAILABLE)
                .map(Images::image)
                .findFirst()
                .orElseThrow(() ->
                        none(
                                hostclass,
                                "the image " + ami + " is not available in this region.",
                                "Name one that is, or share or copy it to here."));
    }

    private static Image image(software.amazon.awssdk.services.ec2.model.Image image) {
        return new Image(image.imageId(), image.name() == null ? "" : image.name());
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static ProblemException none(String hostclass, String what, String remedy) {
        return new ProblemException(Problem.error("hostclass " + hostclass, what, remedy));
    }
}
