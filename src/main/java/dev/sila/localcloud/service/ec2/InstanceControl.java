package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Stops, starts, reboots and terminates instances; all that a request names or none. */
public final class InstanceControl {
    private static final Set<InstanceStateName> GONE =
            Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    private final Store store;
    private final InstanceStates states;
    private final LaunchChecks checks;
    private final InstanceTypes types;

    InstanceControl(Store store, InstanceStates states, LaunchChecks checks, InstanceTypes types) {
        this.store = store;
        this.states = states;
        this.checks = checks;
        this.types = types;
    }

    /** Ends instances; those that are ending already stay as they are. */
    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        for (Instance instance : all) {
            if (states.settings(instance.instanceId()).disableApiTermination()) {
                throw new AwsFailure(
                        "OperationNotPermitted",
                        "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
                                .formatted(instance.instanceId()));
            }
        }
        Refusals.endDryRun(request.dryRun());
        return TerminateInstancesResponse.builder()
                .terminatingInstances(changed(all, GONE, states::terminate))
                .build();
    }

    /** Stops instances; those that are protected, or run on spare capacity, are refused. */
    public StopInstancesResponse stopInstances(StopInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        if (Boolean.TRUE.equals(request.hibernate())) {
            throw new AwsFailure(
                    "UnsupportedHibernationConfiguration",
                    "The instance '%s' isn't configured for hibernation."
                            .formatted(all.getFirst().instanceId()));
        }
        Set<InstanceStateName> already =
                Set.of(InstanceStateName.STOPPING, InstanceStateName.STOPPED);
        for (Instance instance : all) {
            allow(instance, already, InstanceStateName.RUNNING, "stopped");
            if (LaunchCapacity.spot(instance)) {
                throw new AwsFailure(
                        "UnsupportedOperation",
                        "You can't stop the Spot Instance '%s' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests."
                                .formatted(instance.instanceId()));
            }
            if (states.settings(instance.instanceId()).disableApiStop()) {
                throw new AwsFailure(
                        "OperationNotPermitted",
                        "The instance '%s' may not be stopped. Modify its 'disableApiStop' instance attribute and try again."
                                .formatted(instance.instanceId()));
            }
        }
        Refusals.endDryRun(request.dryRun());
        return StopInstancesResponse.builder()
                .stoppingInstances(changed(all, already, states::stop))
                .build();
    }

    public StartInstancesResponse startInstances(StartInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        Set<InstanceStateName> already =
                Set.of(InstanceStateName.PENDING, InstanceStateName.RUNNING);
        all.forEach(row -> allow(row, already, InstanceStateName.STOPPED, "started"));
        all.stream()
                .filter(row -> row.state().name() == InstanceStateName.STOPPED)
                .collect(
                        Collectors.groupingBy(
                                Instance::instanceTypeAsString, Collectors.counting()))
                .forEach((type, count) ->
                        checks.checkStart(types.named(type), false, count.intValue()));
        Refusals.endDryRun(request.dryRun());
        return StartInstancesResponse.builder()
                .startingInstances(changed(all, already, states::restart))
                .build();
    }

    public RebootInstancesResponse rebootInstances(RebootInstancesRequest request) {
        List<Instance> all = named(request.instanceIds());
        all.forEach(row -> allow(row, Set.of(), InstanceStateName.RUNNING, "rebooted"));
        Refusals.endDryRun(request.dryRun());
        all.forEach(row -> states.reboot(row.instanceId()));
        return RebootInstancesResponse.builder().build();
    }

    private List<Instance> named(List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("InstanceId");
        }
        return ids.stream().distinct().map(store.instances()::get).toList();
    }

    private static void allow(
            Instance instance,
            Set<InstanceStateName> already,
            InstanceStateName from,
            String participle) {
        InstanceStateName state = instance.state().name();
        if (state != from && !already.contains(state)) {
            throw new AwsFailure(
                    "IncorrectInstanceState",
                    "This instance '%s' is not in a state from which it can be %s."
                            .formatted(instance.instanceId(), participle));
        }
    }

    private List<InstanceStateChange> changed(
            List<Instance> all, Set<InstanceStateName> already, Consumer<String> change) {
        List<InstanceStateChange> changes = new ArrayList<>();
        for (Instance instance : all) {
            InstanceState before = instance.state();
            if (!already.contains(before.name())) {
                change.accept(instance.instanceId());
            }
            changes.add(
                    InstanceStateChange.builder()
                            .instanceId(instance.instanceId())
                            .previousState(before)
                            .currentState(store.instances().get(instance.instanceId()).state())
                            .build());
        }
        return changes;
    }
}
