package dev.sila.localcloud.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.service.ResourcePolicy.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with a queue. */
final class ResourcePolicyTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final Access SEND =
            new Access(
                    "sns.amazonaws.com",
                    "sqs:SendMessage",
                    QUEUE,
                    Map.of(
                            "aws:SourceArn",
                            "arn:aws:sns:us-east-1:000000000000:t",
                            "aws:SourceAccount",
                            "000000000000"));

    private static String statement(String effect, String rest) {
        return "{\"Effect\":\"%s\",\"Resource\":\"*\",%s}".formatted(effect, rest);
    }

    private static boolean allows(String... statements) {
        String text = "{\"Statement\":[" + String.join(",", statements) + "]}";
        return ResourcePolicy.parse(text, "sqs").allows(SEND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Principal\":\"*\",\"Action\":\"sqs:*\" | true",
                "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"SQS:Send*\" | true",
                "\"Principal\":{\"Service\":[\"sns.amazonaws.com\"]},\"Action\":[\"sqs:SendMessage\"] | true",
                "\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:*\" | false",
                "\"Principal\":\"*\",\"Action\":\"sqs:ReceiveMessage\" | false",
                "\"Principal\":\"*\",\"NotAction\":\"sqs:ReceiveMessage\" | true",
            })
    void principalsAndActions(String rest, boolean allowed) {
        assertThat(allows(statement("Allow", rest))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:sns:us-east-1:000000000000:t\"}} | true",
                "{\"ArnLike\":{\"AWS:sourcearn\":\"arn:aws:sns:*:*:t\"}} | true",
                "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:u\"}} | false",
                "{\"StringEquals\":{\"aws:SourceAccount\":[\"1\",\"000000000000\"]}} | true",
                "{\"StringEquals\":{\"aws:SourceOrgID\":\"o\"}} | false",
                "{\"StringEqualsIfExists\":{\"aws:SourceOrgID\":\"o\"}} | true",
                "{\"StringNotEquals\":{\"aws:SourceAccount\":\"000000000000\"}} | false",
                "{\"Null\":{\"aws:SourceOrgID\":\"true\"}} | true",
                "{\"Bool\":{\"aws:SecureTransport\":\"true\"}} | false",
                "{\"StringLike\":{\"aws:SourceArn\":\"*:t\"},\"StringEquals\":{\"aws:SourceAccount\":\"1\"}} | false",
            })
    void conditions(String condition, boolean allowed) {
        String rest = "\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Condition\":" + condition;
        assertThat(allows(statement("Allow", rest))).isEqualTo(allowed);
    }

    @Test
    void aDenialWins() {
        String all = "\"Principal\":\"*\",\"Action\":\"sqs:*\"";
        assertThat(allows(statement("Allow", all), statement("Deny", all))).isFalse();
        assertThat(
                        allows(
                                statement("Deny", all.replace("sqs:*", "sqs:Purge*")),
                                statement("Allow", all)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "{\"Version\":\"2020-01-01\",\"Statement\":[]}",
                "{\"Statement\":[{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Like\":{}}}]}",
            })
    void whatIsNoPolicyIsRefused(String text) {
        assertThatThrownBy(() -> ResourcePolicy.parse(text, "sqs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("olicy");
    }

    @Test
    void statementsComeAndGoByLabel() {
        ResourcePolicy one =
                ResourcePolicy.empty("x")
                        .with("l", List.of("111122223333"), List.of("SQS:SendMessage"), QUEUE);
        assertThat(one.hasStatement("l")).isTrue();
        Access access =
                new Access("arn:aws:iam::111122223333:root", "sqs:SendMessage", QUEUE, Map.of());
        assertThat(one.allows(access)).isTrue();
        assertThat(one.without("l").isEmpty()).isTrue();
    }
}
