package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.problem.ProblemException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class PolicyDocumentTest {
    @Test
    void isDecodedAndLosesItsWhiteSpaceButNotTheOrderOfItsKeys() {
        assertThat(PolicyDocument.read("%7B%0A%20%22b%22%3A%20%22a+b%20c%22%2C%22a%22%3A1%7D"))
                .isEqualTo("{\"b\":\"a+b c\",\"a\":1}");
    }

    @Test
    void mayComeWithoutEncoding() {
        assertThat(PolicyDocument.read(" {\"a\": \"100%\"}")).isEqualTo("{\"a\":\"100%\"}");
    }

    @Test
    void whatIsNoJsonStaysAsItIs() {
        assertThat(PolicyDocument.read("%7Bnot")).isEqualTo("{not");
    }

    @Test
    void aRefusalSaysWhichDocumentAndWhy() {
        IamException refusal =
                (IamException)
                        MalformedPolicyDocumentException.builder()
                                .awsErrorDetails(
                                        AwsErrorDetails.builder()
                                                .errorMessage("Syntax errors in policy.")
                                                .build())
                                .build();

        assertThat(PolicyDocument.explained(refusal, "ci_web", "policy logs"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("role ci_web, policy logs")
                .hasMessageContaining("Syntax errors in policy.");
    }

    @Test
    void anotherErrorStaysAsItIs() {
        IamException error = (IamException) NoSuchEntityException.builder().build();

        assertThat(PolicyDocument.explained(error, "ci_web", "policy logs")).isSameAs(error);
    }
}
