package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.machine.MachineOrder;
import dev.sila.localcloud.machine.Machines;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * Moves instances through their states (EC2 user guide, "Instance lifecycle"), lets their machines
 * follow and tells everybody.
 */
final class InstanceStates {
    private static final Duration PENDING = Duration.ofSeconds(4);
    private static final Duration STOPPING = Duration.ofSeconds(3);
    private static final Duration SHUTTING_DOWN = Duration.ofSeconds(3);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Store store;
    private final Machines machines;
    private final NetworkInterfaces interfaces;
    private final Attachments attachments;
    private final Map<String, InstanceSettings> settings = new HashMap<>();

    InstanceStates(
            Store store, Machines machines, NetworkInterfaces interfaces, Attachments attachments) {
        this.store = store;
        this.attachments = attachments;
        this.machines = machines;
        this.interfaces = interfaces;
    }

    InstanceSettings settings(String id) {
        InstanceSettings found = settings.get(id);
        if (found == null) {
            throw ResourceKind.INSTANCE.notFound(id);
        }
        return found;
    }

    void change(String id, UnaryOperator<InstanceSettings> change) {
        settings.put(id, change.apply(settings(id)));
    }

    /** Begins the life of an instance that was put into the store. */
    void begin(String id, InstanceSettings with) {
        settings.put(id, with);
        start(id);
    }

    /** A stopped instance to pending again; its launch time is that of its last start. */
    void restart(String id) {
        store.instances()
                .change(
                        id,
                        row ->
                                row.toBuilder()
                                        .launchTime(store.foundation().timeline().now())
                                        .stateReason((StateReason) null)
                                        .stateTransitionReason("")
                                        .build());
        start(id);
    }

    /** To pending, and to running in a while. */
    private void start(String id) {
        enter(id, InstanceStateName.PENDING);
        later(id, PENDING, InstanceStateName.PENDING, () -> run(id));
    }

    private void run(String id) {
        try {
            power(id);
        } catch (RuntimeException failure) {
            System.getLogger("dev.sila.localcloud")
                    .log(System.Logger.Level.ERROR, "No machine for " + id, failure);
            terminate(id, "Server.InternalError", "Server.InternalError: Internal error on launch");
            return;
        }
        change(id, row -> row.runningSince(store.foundation().timeline().now()));
        if (settings(id).publicAddress()) {
            machines.address(id).map(InetAddress::getHostAddress).ifPresent(to -> expose(id, to));
        }
        enter(id, InstanceStateName.RUNNING);
    }

    private void power(String id) {
        if (settings(id).machineExists()) {
            machines.start(id);
            return;
        }
        String address = store.instances().get(id).privateIpAddress();
        machines.launch(new MachineOrder(id, address, UserData.text(settings(id).userData())));
    }

    private void expose(String id, String address) {
        interfaces
                .of(id)
                .limit(1)
                .forEach(row -> interfaces.expose(row.networkInterfaceId(), address));
    }

    private void hide(String id) {
        interfaces.of(id).forEach(row -> interfaces.hide(row.networkInterfaceId()));
    }

    /** To stopping, and to stopped in a while. The machine stops at once. */
    void stop(String id) {
        reason(id, "Client.UserInitiatedShutdown");
        enter(id, InstanceStateName.STOPPING);
        machines.stop(id);
        hide(id);
        later(id, STOPPING, InstanceStateName.STOPPING, () -> enter(id, InstanceStateName.STOPPED));
    }

    void reboot(String id) {
        machines.stop(id);
        machines.start(id);
    }

    /** To shutting-down, and to terminated in a while. The machine ends at once. */
    void terminate(String id) {
        terminate(
                id,
                "Client.UserInitiatedShutdown",
                "Client.UserInitiatedShutdown: User initiated shutdown");
    }

    private void terminate(String id, String code, String message) {
        reason(id, code, message);
        enter(id, InstanceStateName.SHUTTING_DOWN);
        if (settings(id).machineExists()) {
            machines.terminate(id);
        }
        later(id, SHUTTING_DOWN, InstanceStateName.SHUTTING_DOWN, () -> end(id));
    }

    private void end(String id) {
        interfaces.leave(id);
        store.instances().find(id).ifPresent(attachments::end);
        store.instances().change(id, InstanceStates::bare);
        enter(id, InstanceStateName.TERMINATED);
        store.foundation().timeline().after(REMEMBERED, () -> forget(id));
    }

    private static Instance bare(Instance instance) {
        return instance.toBuilder()
                .privateIpAddress(null)
                .privateDnsName("")
                .subnetId(null)
                .vpcId(null)
                .publicDnsName("")
                .monitoring(Monitoring.builder().state(MonitoringState.DISABLED).build())
                .blockDeviceMappings(List.of())
                .build();
    }

    private void forget(String id) {
        store.instances().remove(id);
        store.compute().reservations().remove(id);
        settings.remove(id);
    }

    private void later(String id, Duration onAws, InstanceStateName from, Runnable then) {
        store.foundation().timeline().after(onAws, () -> ifStill(id, from, then));
    }

    private void ifStill(String id, InstanceStateName state, Runnable then) {
        boolean still =
                store.instances().find(id).filter(row -> row.state().name() == state).isPresent();
        if (still) {
            then.run();
        }
    }

    private void reason(String id, String code) {
        reason(id, code, code + ": User initiated shutdown");
    }

    private void reason(String id, String code, String message) {
        StateReason reason = StateReason.builder().code(code).message(message).build();
        String when = "User initiated (" + store.foundation().timeline().now() + ")";
        store.instances()
                .change(
                        id,
                        row ->
                                row.toBuilder()
                                        .stateReason(reason)
                                        .stateTransitionReason(when)
                                        .build());
    }

    private void enter(String id, InstanceStateName name) {
        store.instances().change(id, row -> row.toBuilder().state(state(name)).build());
        store.foundation().events().publish(new Events.InstanceStateChanged(id, name.toString()));
    }

    static InstanceState state(InstanceStateName name) {
        int code =
                switch (name) {
                    case PENDING -> 0;
                    case RUNNING -> 16;
                    case SHUTTING_DOWN -> 32;
                    case TERMINATED -> 48;
                    case STOPPING -> 64;
                    case STOPPED -> 80;
                    case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no state");
                };
        return InstanceState.builder().name(name).code(code).build();
    }
}
