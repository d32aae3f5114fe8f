package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.service.ResourcePolicy;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;

/** Statements of a topic's policy by their labels. */
final class PermissionOperations {
    private static final Set<String> ACTIONS =
            Set.of(
                    "Publish",
                    "RemovePermission",
                    "SetTopicAttributes",
                    "DeleteTopic",
                    "ListSubscriptionsByTopic",
                    "GetTopicAttributes",
                    "AddPermission",
                    "Subscribe");

    private final TopicStore store;

    PermissionOperations(TopicStore store) {
        this.store = store;
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        Topic topic = store.topic(request.topicArn());
        String label = Refusals.required("Label", request.label());
        Refusals.required("AWSAccountId", request.hasAwsAccountIds() ? "given" : null);
        Refusals.required("ActionName", request.hasActionNames() ? "given" : null);
        if (label.isEmpty()) {
            throw Refusals.invalid("Label");
        }
        if (!ACTIONS.containsAll(request.actionNames())) {
            throw Refusals.invalid("Policy statement action out of service scope!");
        }
        if (!request.awsAccountIds().stream().allMatch(each -> each.matches("\\d{12}"))) {
            throw Refusals.invalid("AWSAccountId");
        }
        ResourcePolicy policy = policy(topic);
        if (policy.hasStatement(label)) {
            throw Refusals.invalid("Statement already exists");
        }
        List<String> actions = request.actionNames().stream().map(each -> "SNS:" + each).toList();
        put(topic, policy.with(label, request.awsAccountIds(), actions, topic.arn));
        return AddPermissionResponse.builder().build();
    }

    /** Taking away what is not there succeeds. */
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Topic topic = store.topic(request.topicArn());
        put(topic, policy(topic).without(Refusals.required("Label", request.label())));
        return RemovePermissionResponse.builder().build();
    }

    /** What a topic's policy says. */
    static ResourcePolicy policy(Topic topic) {
        String text = topic.attributes.get(TopicAttributes.POLICY);
        return text == null
                ? ResourcePolicy.empty("__default_policy_ID")
                : ResourcePolicy.parse(text, "sns");
    }

    private static void put(Topic topic, ResourcePolicy policy) {
        if (policy.isEmpty()) {
            topic.attributes.remove(TopicAttributes.POLICY);
        } else {
            topic.attributes.put(TopicAttributes.POLICY, policy.toString());
        }
    }
}
