package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.ResourcePolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** Statements of a queue's policy by their labels. */
final class PermissionOperations {
    private static final Set<String> ACTIONS =
            Set.of(
                    "*",
                    "ChangeMessageVisibility",
                    "DeleteMessage",
                    "GetQueueAttributes",
                    "GetQueueUrl",
                    "ListDeadLetterSourceQueues",
                    "PurgeQueue",
                    "ReceiveMessage",
                    "SendMessage");

    private final QueueStore store;

    PermissionOperations(QueueStore store) {
        this.store = store;
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        String label = Refusals.required("Label", request.label());
        if (!label.matches("[\\w-]{1,80}")) {
            throw Refusals.invalid(
                    label, "Label", "Must have 1 to 80 letters, digits, hyphens or underscores");
        }
        Refusals.required("AWSAccountIds", request.hasAwsAccountIds() ? "given" : null);
        Refusals.required("Actions", request.hasActions() ? "given" : null);
        for (String action : request.actions()) {
            if (!ACTIONS.contains(action)) {
                throw Refusals.invalid(
                        "SQS:" + action,
                        "ActionName",
                        "Please refer to the" + " appropriate WSDL for a list of valid actions");
            }
        }
        for (String account : request.awsAccountIds()) {
            if (!account.matches("\\d{12}")) {
                throw Refusals.invalid("[" + account + "]", "PrincipalId", "Unable to verify");
            }
        }
        if (request.actions().size() > 7) {
            throw new AwsFailure(
                    "OverLimit",
                    request.actions().size() + " Actions were found, maximum allowed is 7.",
                    403);
        }
        ResourcePolicy policy =
                policy(queue)
                        .orElseGet(() -> ResourcePolicy.empty(queue.arn + "/SQSDefaultPolicy"));
        if (policy.hasStatement(label)) {
            throw Refusals.invalid(label, "Label", "Already exists");
        }
        List<String> actions = request.actions().stream().map(each -> "SQS:" + each).toList();
        queue.attributes.put(
                QueueAttributes.POLICY,
                policy.with(label, request.awsAccountIds(), actions, queue.arn).toString());
        return AddPermissionResponse.builder().build();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        String label = Refusals.required("Label", request.label());
        ResourcePolicy policy =
                policy(queue)
                        .filter(each -> each.hasStatement(label))
                        .orElseThrow(() -> Refusals.invalid(label, "Label", "can't find label"))
                        .without(label);
        if (policy.isEmpty()) {
            queue.attributes.remove(QueueAttributes.POLICY);
        } else {
            queue.attributes.put(QueueAttributes.POLICY, policy.toString());
        }
        return RemovePermissionResponse.builder().build();
    }

    /** What a queue's policy says, if it has one. */
    static Optional<ResourcePolicy> policy(Queue queue) {
        return Optional.ofNullable(queue.attributes.get(QueueAttributes.POLICY))
                .map(text -> ResourcePolicy.parse(text, "sqs"));
    }
}
