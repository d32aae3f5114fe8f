package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** FIFO queues: order within groups, and each message once. */
final class SqsFifoTour implements Tour {
    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public void walk(Rig rig) {
        String url =
                Messages.queue(
                        rig,
                        "orders.fifo",
                        Map.of(
                                QueueAttributeName.FIFO_QUEUE,
                                "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                                "true"));
        String first = send(rig, url, "a", "one");
        assertThat(send(rig, url, "a", "one")).as("a duplicate").isEqualTo(first);
        assertThat(send(rig, url, "a", "two")).isGreaterThan(first);
        send(rig, url, "b", "three");
        Message one = Messages.receive(rig, url, each -> each.maxNumberOfMessages(1)).getFirst();
        assertThat(one.body()).isEqualTo("one");
        assertThat(Messages.bodies(rig, url))
                .as("group a waits for its first message")
                .containsExactly("three");
        rig.sqs().deleteMessage(each -> each.queueUrl(url).receiptHandle(one.receiptHandle()));
        List<Message> two =
                Messages.receive(rig, url, each -> each.receiveRequestAttemptId("try-1"));
        assertThat(two).extracting(Message::body).containsExactly("two");
        assertThat(Messages.receive(rig, url, each -> each.receiveRequestAttemptId("try-1")))
                .isEqualTo(two);
        rig.pass(Duration.ofMinutes(6));
        assertThat(send(rig, url, "a", "one")).as("five minutes later").isGreaterThan(first);
    }

    /** Gives the sequence number. */
    private static String send(Rig rig, String url, String group, String body) {
        return rig.sqs()
                .sendMessage(each -> each.queueUrl(url).messageGroupId(group).messageBody(body))
                .sequenceNumber();
    }
}
