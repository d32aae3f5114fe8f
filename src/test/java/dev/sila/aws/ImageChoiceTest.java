package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

class ImageChoiceTest {
    private static final String OWN = "111111111111";
    private static final String OTHER = "222222222222";

    private static Image image(String id, String name, String owner, Map<String, String> tags) {
        return Image.builder()
                .imageId(id)
                .name(name)
                .ownerId(owner)
                .tags(
                        tags.entrySet().stream()
                                .map(each ->
                                        Tag.builder()
                                                .key(each.getKey())
                                                .value(each.getValue())
                                                .build())
                                .toList())
                .build();
    }

    private static Image staged(String id, int epoch, String stage) {
        return image(id, "mhcweb " + epoch, OWN, Map.of("stage", stage));
    }

    private static String chosen(List<String> stages, List<Image> images) {
        ImageChoice choice = new ImageChoice(stages, "tested", OWN, List.of(OTHER));
        return choice.of("mhcweb", images).map(Image::imageId).orElse("none");
    }

    private static final List<Image> SEVERAL =
            List.of(
                    staged("ami-1", 100, "tested"),
                    staged("ami-2", 200, "tested"),
                    staged("ami-3", 300, "untested"),
                    staged("ami-4", 50, "gold"));

    @Test
    void theEarliestStageWinsThenTheNewest() {
        assertThat(chosen(List.of("tested", "untested"), SEVERAL)).isEqualTo("ami-2");
        assertThat(chosen(List.of("untested", "tested"), SEVERAL)).isEqualTo("ami-3");
        assertThat(chosen(List.of("gold", "tested"), SEVERAL)).isEqualTo("ami-4");
        assertThat(chosen(List.of("failed", "tested"), SEVERAL)).isEqualTo("ami-2");
        assertThat(chosen(List.of("failed"), SEVERAL)).isEqualTo("none");
    }

    @Test
    void withoutStagesTheNewestOfAnyWins() {
        assertThat(chosen(List.of(), SEVERAL)).isEqualTo("ami-3");
        assertThat(chosen(List.of(), List.of(image("ami-1", "mhcweb 1", OWN, Map.of()))))
                .isEqualTo("ami-1");
    }

    @Test
    void theSecondsAreComparedAsNumbers() {
        List<Image> images =
                List.of(staged("ami-9", 999, "tested"), staged("ami-10", 1000, "tested"));
        assertThat(chosen(List.of("tested"), images)).isEqualTo("ami-10");
    }

    @Test
    void privateImagesAndThoseOfSimilarNamesNeverRun() {
        List<Image> images =
                List.of(
                        image("ami-1", "mhcweb 300", OWN, Map.of("is_private", "True")),
                        image("ami-2", "mhcweb2 400", OWN, Map.of()),
                        image("ami-3", "mhcweb 400 old", OWN, Map.of()),
                        image("ami-4", "mhcweb -1", OWN, Map.of()));
        assertThat(chosen(List.of(), images)).isEqualTo("none");
    }

    @Test
    void anImageThatIsSharedIsOfTheFinalStage() {
        Image shared = image("ami-1", "mhcweb 300", OTHER, Map.of());
        Image own = image("ami-2", "mhcweb 400", OWN, Map.of());
        assertThat(chosen(List.of("tested"), List.of(shared, own))).isEqualTo("ami-1");
        assertThat(chosen(List.of("untested"), List.of(shared, own))).isEqualTo("none");
    }

    @Test
    void tellsWhichStagesThereAreInstead() {
        ImageChoice choice = new ImageChoice(List.of("tested"), "tested", OWN, List.of());
        assertThat(choice.none("mhcweb", List.of(staged("ami-1", 1, "untested"))).what())
                .contains("in stage tested", "There are some in untested.");
        Image hidden = image("ami-1", "mhcweb 1", OWN, Map.of("is_private", "yes"));
        assertThat(choice.none("mhcweb", List.of(hidden)).what()).contains("private ones");
    }
}
