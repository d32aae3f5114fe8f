package dev.sila.localcloud.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Each rule of the corpus: the last call of its attempt is refused, with AWS's code. */
class RefusalsTest {
    @TestFactory
    Stream<DynamicContainer> refusals() {
        return Corpora.ALL.stream()
                .map(corpus ->
                        DynamicContainer.dynamicContainer(
                                corpus.service(), tests(corpus.refusals())));
    }

    private static List<DynamicTest> tests(List<Refusal> refusals) {
        return refusals.stream()
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> isRefused(each)))
                .toList();
    }

    private static void isRefused(Refusal refusal) {
        try (Rig rig = new Rig()) {
            AwsServiceException refused =
                    catchThrowableOfType(
                            AwsServiceException.class, () -> refusal.attempt().accept(rig));
            assertThat(refused).as("nothing was refused").isNotNull();
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(refusal.code());
            assertThat(refused.awsErrorDetails().errorMessage()).isNotBlank();
            assertThat(refusal.source()).startsWith("https://docs.aws.amazon.com/");
        }
    }
}
