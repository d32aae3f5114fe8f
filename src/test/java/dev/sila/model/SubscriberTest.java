package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {
    @ParameterizedTest
    @CsvSource({
        "email, operations@example.com",
        "email, first.last+tag@mail.example.co.uk",
        "https, https://events.pagerduty.com/integration/0123/enqueue",
        "http, http://10.0.0.5:8080/alarm?level=critical",
        "sqs, arn:aws:sqs:us-east-1:123456789012:alarms",
        "sqs, arn:aws-cn:sqs:cn-north-1:123456789012:alarms"
    })
    void theFormSaysTheProtocol(String protocol, String endpoint) {
        assertThat(Subscriber.read(endpoint)).contains(new Subscriber(protocol, endpoint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations",
                "operations@example",
                "a@b@example.com",
                "http:/example.com",
                "https://",
                "https:///path",
                "https://user:secret@example.com/",
                "HTTPS://example.com/",
                "ftp://example.com/",
                "mailto:operations@example.com",
                "arn:aws:sqs:us-east-1:12:alarms",
                "arn:aws:sqs:us-east-1:123456789012:alarms.fifo",
                "arn:aws:lambda:us-east-1:123456789012:function:f",
                "+15550100"
            })
    void anythingElseIsNone(String text) {
        assertThat(Subscriber.read(text)).isEmpty();
    }
}
