package dev.sila.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.CreateMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Requests that break AWS's model. */
class ModelRulesTest {
    private final ModelRules rules = new ModelRules(Map.of("ssm", "ValidationException"));

    private void send(String action, SdkPojo request) throws ConnectionLost {
        rules.around(new Call("ssm", action, request, new Caller("", ""), "id"), Call::request);
    }

    private String refusal(String action, SdkPojo request) {
        try {
            send(action, request);
            return "none";
        } catch (AwsFailure refused) {
            assertThat(refused.code()).isEqualTo("ValidationException");
            return String.valueOf(refused.getMessage());
        } catch (ConnectionLost impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void tellsEverythingThatIsWrong() {
        assertThat(
                        refusal(
                                "CreateMaintenanceWindow",
                                CreateMaintenanceWindowRequest.builder()
                                        .name("x y")
                                        .schedule("rate(1 day)")
                                        .duration(25)
                                        .cutoff(0)
                                        .build()))
                .startsWith("3 validation errors detected: ")
                .contains(
                        "Value 'x y' at 'name' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern")
                .contains(
                        "Value '25' at 'duration' failed to satisfy constraint: Member must have"
                                + " value less than or equal to 24")
                .contains("Value null at 'allowUnassociatedTargets'");
    }

    @Test
    void looksIntoLists() {
        PutParameterRequest request =
                PutParameterRequest.builder()
                        .name("a")
                        .value("b")
                        .type("Text")
                        .tags(Tag.builder().key("").value("v").build())
                        .build();
        assertThat(refusal("PutParameter", request))
                .startsWith("2 validation errors detected")
                .contains("at 'tags.1.member.key'")
                .contains("enum value set: [String, StringList, SecureString]");
    }

    @Test
    void letsTheRestPass() throws ConnectionLost {
        send(
                "SendCommand",
                SendCommandRequest.builder().documentName("AWS-RunShellScript").build());
        assertThatThrownBy(() -> send("SendCommand", SendCommandRequest.builder().build()))
                .isInstanceOf(AwsFailure.class);
    }
}
