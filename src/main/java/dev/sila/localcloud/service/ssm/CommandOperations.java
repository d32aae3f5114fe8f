package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.CancelCommandRequest;
import software.amazon.awssdk.services.ssm.model.CancelCommandResponse;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.PlatformType;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandResponse;

/** Sends commands and takes them back. */
final class CommandOperations {
    private static final int USUAL_TIMEOUT = 3600;

    private final Commands commands;
    private final Documents documents;

    CommandOperations(Commands commands, Documents documents) {
        this.commands = commands;
        this.documents = documents;
    }

    public SendCommandResponse sendCommand(SendCommandRequest request) {
        Command command = commands.send(order(request), over -> {});
        return SendCommandResponse.builder().command(CommandReading.shown(command)).build();
    }

    /** What a request orders, checked. */
    Command.Order order(SendCommandRequest request) {
        Refusals.unsupported("OutputS3BucketName", request.outputS3BucketName());
        Refusals.unsupported("OutputS3KeyPrefix", request.outputS3KeyPrefix());
        Refusals.unsupported("AlarmConfiguration", request.alarmConfiguration());
        Refusals.unsupported("CloudWatchOutputConfig", request.cloudWatchOutputConfig());
        Refusals.unsupported("NotificationConfig", request.notificationConfig());
        Refusals.unsupported("ServiceRoleArn", request.serviceRoleArn());
        Document document = documents.document(request.documentName());
        Document.Version version = documents.version(document, request.documentVersion(), null);
        if (document.type != DocumentType.COMMAND) {
            throw Refusals.invalidDocument(
                    "Document " + document.name + " is not of type Command.");
        }
        if (request.documentHash() != null
                && !request.documentHash().equals(version.content().hash())) {
            throw Refusals.invalidDocument("The hash is not that of " + document.name + ".");
        }
        checkInstances(request, document);
        return new Command.Order(
                document,
                version,
                request.documentVersion(),
                request.parameters(),
                request.instanceIds(),
                request.targets(),
                Objects.requireNonNullElse(request.maxConcurrency(), "50"),
                Objects.requireNonNullElse(request.maxErrors(), "0"),
                Objects.requireNonNullElse(request.timeoutSeconds(), USUAL_TIMEOUT),
                Objects.requireNonNullElse(request.comment(), ""));
    }

    private void checkInstances(SendCommandRequest request, Document document) {
        List<String> ids = request.instanceIds();
        if (ids.isEmpty() == request.targets().isEmpty()) {
            throw Refusals.validation(
                    "Specify either InstanceIds or Targets, and not both of them.");
        }
        Nodes.check(request.targets());
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new AwsFailure(
                    "DuplicateInstanceId", "You can't specify an instance ID more than once.");
        }
        for (String id : ids) {
            Optional<Nodes.Node> node = commands.nodes().find(id).filter(Nodes.Node::online);
            if (node.isEmpty()) {
                throw new AwsFailure(
                        "InvalidInstanceId",
                        "Instances [[%s]] not in a valid state for account %s"
                                .formatted(id, commands.foundation().realm().account()));
            }
            PlatformType platform = PlatformType.fromValue(node.get().machine().platform());
            if (!document.platforms().contains(platform)) {
                throw new AwsFailure(
                        "UnsupportedPlatformType",
                        "The document doesn't support the platform type of " + id + ".");
            }
        }
    }

    public CancelCommandResponse cancelCommand(CancelCommandRequest request) {
        Command command = commands.command(request.commandId());
        if (new HashSet<>(request.instanceIds()).size() < request.instanceIds().size()) {
            throw new AwsFailure(
                    "DuplicateInstanceId", "You can't specify an instance ID more than once.");
        }
        for (String id : request.instanceIds()) {
            if (command.invocation(id).isEmpty()) {
                throw new AwsFailure(
                        "InvalidInstanceId", "The command was not sent to instance " + id + ".");
            }
        }
        commands.cancel(command, request.instanceIds());
        return CancelCommandResponse.builder().build();
    }
}
