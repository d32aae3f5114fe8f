package dev.sila.aws;

import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Which images of a hostclass may run, and which of them does.
 *
 * @param stages the stages allowed, the preferred first; none: any, also none
 * @param finalStage the stage of images that are shared with other accounts
 * @param account the own account
 * @param trustedAccounts others whose images may run
 */
public record ImageChoice(
        List<String> stages, String finalStage, String account, List<String> trustedAccounts) {
    private static final Set<String> YES = Set.of("true", "yes", "t", "y", "aye", "1");

    public ImageChoice {
        stages = List.copyOf(stages);
        trustedAccounts = List.copyOf(trustedAccounts);
    }

    /** Of the earliest stage that has any, the newest image of the hostclass. */
    Optional<Image> of(String hostclass, Collection<Image> images) {
        return candidates(hostclass, images)
                .filter(each -> rank(each) >= 0)
                .min(
                        Comparator.comparingInt(this::rank)
                                .thenComparing(
                                        Comparator.<Image>comparingLong(
                                                        each -> epoch(each, hostclass))
                                                .reversed())
                                .thenComparing(Image::imageId));
    }

    private static Stream<Image> candidates(String hostclass, Collection<Image> images) {
        return images.stream()
                .filter(each -> epoch(each, hostclass) >= 0)
                .filter(each -> !isPrivate(each));
    }

    /** The place of the image's stage in the list; -1 if it is not in it. */
    private int rank(Image image) {
        return stages.isEmpty() ? 0 : stages.indexOf(stage(image));
    }

    /**
     * The image's stage. Tags do not come along when an image is shared, and what is shared has
     * been promoted.
     */
    private String stage(Image image) {
        String own = tag(image, "stage");
        boolean shared = !account.equals(image.ownerId());
        return own.isEmpty() && shared ? finalStage : own;
    }

    private static boolean isPrivate(Image image) {
        return YES.contains(tag(image, "is_private").toLowerCase(java.util.Locale.ROOT));
    }

    private static String tag(Image image, String key) {
        Tags tags = AwsTags.fromEc2(image.tags());
        return tags.values().getOrDefault(key, "").strip();
    }

    /** The second in an image's name; -1 if it is no image of exactly this hostclass. */
    private static long epoch(Image image, String hostclass) {
        String prefix = hostclass + " ";
        String name = image.name() == null ? "" : image.name();
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return rest.matches("\\d{1,18}") ? Long.parseLong(rest) : -1;
    }

    /** That the hostclass has none, and which images it has instead. */
    Problem none(String hostclass, Collection<Image> images) {
        Set<String> others = new TreeSet<>();
        candidates(hostclass, images)
                .map(this::stage)
                .forEach(each -> others.add(each.isEmpty() ? "no stage" : each));
        boolean hidden = images.stream().anyMatch(each -> epoch(each, hostclass) >= 0);
        String wanted = stages.isEmpty() ? "" : " in stage " + String.join(" or ", stages);
        String instead =
                !others.isEmpty()
                        ? " There are some in " + String.join(", ", others) + "."
                        : hidden ? " There are private ones, which run only by name." : "";
        return Problem.error(
                "hostclass " + hostclass,
                "there is no available image named \""
                        + hostclass
                        + " EPOCH\""
                        + wanted
                        + (trustedAccounts.isEmpty()
                                ? " in this account."
                                : " in this account or " + String.join(", ", trustedAccounts) + ".")
                        + instead,
                others.isEmpty()
                        ? "Name one in the pipeline's column ami, or bake one."
                        : "Promote one, name one in the pipeline's column ami, or add its stage to"
                                + " ami_stage of the environment.");
    }
}
