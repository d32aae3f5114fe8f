package dev.sila.localcloud.service.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.policy.AccessRequest;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.policy.Decision;
import dev.sila.localcloud.service.policy.Subject;
import java.util.Set;

/** AWS's refusals of a call for want of a permission or of valid credentials, by service. */
final class Denial {
    private static final Set<String> JSON =
            Set.of("ssm", "events", "logs", "cloudtrail", "servicequotas", "secretsmanager");

    private final AuthorizationMessages messages;

    Denial(AuthorizationMessages messages) {
        this.messages = messages;
    }

    /** The refusal of an action by policies. */
    AwsFailure of(String service, Subject subject, AccessRequest request, Decision decision) {
        String sentence =
                "User: %s is not authorized to perform: %s on resource: %s %s"
                        .formatted(
                                subject.arn(),
                                request.action(),
                                request.resource(),
                                decision.because(request.action()));
        return switch (service) {
            case "ec2" ->
                    new AwsFailure(
                            "UnauthorizedOperation",
                            "You are not authorized to perform this operation. "
                                    + sentence
                                    + ". Encoded authorization failure message: "
                                    + messages.encode(message(subject, request, decision)),
                            403);
            case "sns" -> new AwsFailure("AuthorizationError", sentence, 403);
            default ->
                    JSON.contains(service)
                            ? new AwsFailure("AccessDeniedException", sentence)
                            : new AwsFailure("AccessDenied", sentence, 403);
        };
    }

    /** A refusal of credentials, worded by STS, in the words of another service. */
    static AwsFailure ofCredentials(String service, AwsFailure failure) {
        boolean expired = failure.code().equals("ExpiredToken");
        String message = String.valueOf(failure.getMessage());
        return switch (service) {
            case "ec2" ->
                    expired
                            ? new AwsFailure("RequestExpired", "Request has expired.")
                            : new AwsFailure(
                                    "AuthFailure",
                                    "AWS was not able to validate the provided access credentials",
                                    401);
            case "s3" ->
                    expired
                            ? new AwsFailure("ExpiredToken", "The provided token has expired.")
                            : new AwsFailure(
                                    "InvalidAccessKeyId",
                                    "The AWS Access Key Id you provided does not exist in our"
                                            + " records.",
                                    403);
            default ->
                    JSON.contains(service)
                            ? new AwsFailure(
                                    expired
                                            ? "ExpiredTokenException"
                                            : "UnrecognizedClientException",
                                    message)
                            : failure;
        };
    }

    private static String message(Subject subject, AccessRequest request, Decision decision) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("allowed", false);
        message.put("explicitDeny", decision.outcome() == Decision.Outcome.EXPLICIT_DENY);
        ArrayNode matched = message.putObject("matchedStatements").putArray("items");
        for (Decision.Matched each : decision.matched()) {
            matched.addObject()
                    .put("statementId", each.statement().sid())
                    .put("effect", each.statement().allows() ? "ALLOW" : "DENY");
        }
        message.putObject("failures").putArray("items");
        ObjectNode context = message.putObject("context");
        context.putObject("principal").put("id", subject.userId()).put("arn", subject.arn());
        context.put("action", request.action());
        context.put("resource", request.resource());
        ArrayNode conditions = context.putObject("conditions").putArray("items");
        request.keys()
                .all()
                .forEach((key, values) -> {
                    ObjectNode condition = conditions.addObject().put("key", key);
                    ArrayNode items = condition.putObject("values").putArray("items");
                    values.forEach(value -> items.addObject().put("value", value));
                });
        return message.toString();
    }
}
