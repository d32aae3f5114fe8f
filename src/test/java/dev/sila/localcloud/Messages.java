package dev.sila.localcloud;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** Queues as tests need them, to see what other services send. */
public final class Messages {
    private Messages() {}

    /** Makes a queue; gives its address. */
    public static String queue(Rig rig, String name, Map<QueueAttributeName, String> attributes) {
        return rig.sqs()
                .createQueue(
                        CreateQueueRequest.builder().queueName(name).attributes(attributes).build())
                .queueUrl();
    }

    /** Makes a queue to which a service may send; gives its address. */
    public static String queueFor(Rig rig, String name, String service) {
        String url = queue(rig, name, Map.of());
        let(rig, url, service);
        return url;
    }

    /** Lets a service send to a queue. */
    public static void let(Rig rig, String url, String service) {
        rig.sqs()
                .setQueueAttributes(
                        SetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributes(
                                        Map.of(
                                                QueueAttributeName.POLICY,
                                                policy(service, "sqs:SendMessage", arn(rig, url))))
                                .build());
    }

    /** The ARN of a queue. */
    public static String arn(Rig rig, String url) {
        return Objects.requireNonNull(attribute(rig, url, QueueAttributeName.QUEUE_ARN), url);
    }

    /** An attribute of a queue, if it has it. */
    public static @Nullable String attribute(Rig rig, String url, QueueAttributeName name) {
        GetQueueAttributesRequest request =
                GetQueueAttributesRequest.builder().queueUrl(url).attributeNames(name).build();
        return rig.sqs().getQueueAttributes(request).attributes().get(name);
    }

    /** A policy that lets a service do one thing with one resource. */
    public static String policy(String service, String action, String resource) {
        return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Service": "%s"}, "Action": "%s", "Resource": "%s"}]}
        """
                .formatted(service, action, resource);
    }

    /** Receives up to ten messages. */
    public static List<Message> receive(Rig rig, String url) {
        return receive(rig, url, each -> {});
    }

    /** Receives as told, up to ten messages. */
    public static List<Message> receive(
            Rig rig, String url, Consumer<ReceiveMessageRequest.Builder> how) {
        ReceiveMessageRequest.Builder request =
                ReceiveMessageRequest.builder().queueUrl(url).maxNumberOfMessages(10);
        how.accept(request);
        return rig.sqs().receiveMessage(request.build()).messages();
    }

    /** The bodies of up to ten messages. */
    public static List<String> bodies(Rig rig, String url) {
        return receive(rig, url).stream().map(Message::body).toList();
    }
}
