package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The Systems Manager service of the local cloud. */
public final class Ssm {
    private final Foundation foundation;
    private final Tags tags = new Tags();
    private final Documents documents;
    private final Parameters parameters;
    private final Nodes nodes;
    private final Commands commands;
    private final CommandOperations commandOperations;
    private final Automations automations;
    private final AutomationOperations automationOperations;
    private final Windows windows;

    /**
     * @param instances what instances there are
     * @param runner what carries commands out in them
     * @param aws how automations call other services
     * @param published the parameters that AWS publishes
     */
    public Ssm(
            Foundation foundation,
            ManagedInstances instances,
            CommandRunner runner,
            AwsCalls aws,
            PublicParameters published) {
        this.foundation = foundation;
        foundation.quotas().register(SsmQuotas.all());
        documents = new Documents(foundation);
        parameters = new Parameters(foundation, published);
        nodes = new Nodes(foundation, instances);
        commands = new Commands(foundation, nodes, parameters, runner);
        commandOperations = new CommandOperations(commands, documents);
        Actions actions = new Actions(new CommandAction(commandOperations, commands));
        automations = new Automations(foundation, actions, aws, parameters);
        automationOperations =
                new AutomationOperations(
                        automations,
                        new AutomationTargets(foundation, automations, instances),
                        documents,
                        tags,
                        aws);
        windows =
                new Windows(
                        foundation,
                        new WindowInvocations(
                                foundation,
                                commandOperations,
                                commands,
                                automationOperations,
                                automations));
    }

    /** What the wire layer serves. */
    public Service service() {
        return new Service(
                "SSM",
                "ssm",
                "2014-11-06",
                Service.Protocol.JSON,
                List.of(
                        new DocumentWriting(documents, tags),
                        new DocumentReading(documents, tags),
                        new DocumentSharing(documents),
                        new ParameterWriting(parameters, tags),
                        new ParameterReading(parameters),
                        new ParameterDescriptions(parameters, tags),
                        new InstanceReports(nodes, foundation),
                        commandOperations,
                        new CommandReading(commands),
                        automationOperations,
                        new AutomationReading(automations, tags, foundation),
                        new WindowOperations(windows, tags),
                        new WindowPlans(windows),
                        new WindowTargets(windows),
                        new WindowTasks(windows),
                        new WindowReading(windows),
                        new TagOperations(tags, taggable())));
    }

    /** By the type of resource: whether one of that ID is there. */
    private Map<String, Predicate<String>> taggable() {
        return Map.of(
                Tags.DOCUMENT, name -> documents.names().contains(name),
                Tags.PARAMETER, name -> parameters.own().containsKey(name),
                Tags.WINDOW, windows::has,
                Tags.AUTOMATION, id -> automations.find(id).isPresent(),
                Tags.INSTANCE, id -> nodes.find(id).isPresent());
    }

    /** How many commands were sent. */
    public int commands() {
        return commands.all().size();
    }

    /** How many automations were started. */
    public int automations() {
        return automations.all().size();
    }
}
