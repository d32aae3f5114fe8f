package dev.sila.localcloud.service.eventbridge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The targets of rules. */
final class TargetOperations {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.events");
    private static final int MOST = 5;

    private final BusStore store;

    TargetOperations(BusStore store) {
        this.store = store;
    }

    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        Rule rule = store.rule(request.eventBusName(), request.rule());
        if (request.targets().isEmpty()) {
            throw Checks.constraint(
                    "'[]'", "targets", "Member must have length greater than or equal to 1");
        }
        Set<String> ids = new HashSet<>(rule.targets.keySet());
        Set<String> fresh = new HashSet<>();
        for (Target target : request.targets()) {
            check(target);
            if (!fresh.add(target.id())) {
                throw Checks.invalid("Duplicate target id: " + target.id() + ".");
            }
        }
        ids.addAll(fresh);
        if (ids.size() > MOST) {
            throw Checks.limitExceeded("The requested resource exceeds the maximum number allowed");
        }
        for (Target target : request.targets()) {
            rule.targets.put(target.id(), target);
            if (!target.arn().matches("arn:aws:(sqs|sns|events):.*")) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The local cloud sends no events to {0}, a target of rule {1}",
                        target.arn(),
                        rule.name);
            }
        }
        return PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
    }

    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        Rule rule = store.rule(request.eventBusName(), request.rule());
        if (request.ids().isEmpty()) {
            throw Checks.constraint(
                    "'[]'", "ids", "Member must have length greater than or equal to 1");
        }
        List<RemoveTargetsResultEntry> failed = new ArrayList<>();
        for (String id : request.ids()) {
            if (rule.targets.remove(id) == null) {
                failed.add(
                        RemoveTargetsResultEntry.builder()
                                .targetId(id)
                                .errorCode("ResourceNotFoundException")
                                .errorMessage(
                                        "Rule " + rule.name + " does not have a target " + id + ".")
                                .build());
            }
        }
        return RemoveTargetsResponse.builder()
                .failedEntryCount(failed.size())
                .failedEntries(failed)
                .build();
    }

    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        Rule rule = store.rule(request.eventBusName(), request.rule());
        Checks.Page<Target> page =
                Checks.Page.of(
                        List.copyOf(rule.targets.values()),
                        Target::id,
                        request.limit(),
                        request.nextToken());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static void check(Target target) {
        Checks.pattern("targets.member.id", target.id(), Checks.NAME);
        String arn = Checks.required("targets.member.arn", target.arn());
        if (!arn.matches("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+")) {
            throw Checks.invalid(
                    "Parameter "
                            + arn
                            + " is not valid. Reason: Provided Arn is not in correct format.");
        }
        Inputs.check(target);
        boolean fifo = arn.startsWith("arn:aws:sqs:") && arn.endsWith(".fifo");
        boolean grouped =
                target.sqsParameters() != null && target.sqsParameters().messageGroupId() != null;
        if (fifo && !grouped) {
            throw Checks.invalid(
                    "Parameter(s) SqsParameters must be specified for target: "
                            + target.id()
                            + ".");
        }
        if (target.deadLetterConfig() != null
                && target.deadLetterConfig().arn() != null
                && !target.deadLetterConfig().arn().startsWith("arn:aws:sqs:")) {
            throw Checks.invalid(
                    "Parameter DeadLetterConfig.Arn is not valid. Reason: no SQS queue.");
        }
    }
}
