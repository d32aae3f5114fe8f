package dev.sila.localcloud.service.ec2;

import java.time.Instant;

/**
 * What an instance has beside its SDK object.
 *
 * @param userData in base64, empty for none
 * @param publicAddress whether it gets a public address whenever it runs
 * @param shutdownBehavior {@code stop} or {@code terminate}
 * @param credits {@code standard} or {@code unlimited}; empty for types without CPU credits
 * @param machineExists whether a machine was launched for it
 * @param runningSince when it last began to run
 */
record InstanceSettings(
        String userData,
        boolean publicAddress,
        boolean disableApiTermination,
        boolean disableApiStop,
        String shutdownBehavior,
        String credits,
        boolean machineExists,
        Instant runningSince) {

    InstanceSettings withUserData(String value) {
        return new InstanceSettings(
                value,
                publicAddress,
                disableApiTermination,
                disableApiStop,
                shutdownBehavior,
                credits,
                machineExists,
                runningSince);
    }

    InstanceSettings withDisableApiTermination(boolean value) {
        return new InstanceSettings(
                userData,
                publicAddress,
                value,
                disableApiStop,
                shutdownBehavior,
                credits,
                machineExists,
                runningSince);
    }

    InstanceSettings withDisableApiStop(boolean value) {
        return new InstanceSettings(
                userData,
                publicAddress,
                disableApiTermination,
                value,
                shutdownBehavior,
                credits,
                machineExists,
                runningSince);
    }

    InstanceSettings withShutdownBehavior(String value) {
        return new InstanceSettings(
                userData,
                publicAddress,
                disableApiTermination,
                disableApiStop,
                value,
                credits,
                machineExists,
                runningSince);
    }

    InstanceSettings runningSince(Instant value) {
        return new InstanceSettings(
                userData,
                publicAddress,
                disableApiTermination,
                disableApiStop,
                shutdownBehavior,
                credits,
                true,
                value);
    }

    InstanceSettings withCredits(String value) {
        return new InstanceSettings(
                userData,
                publicAddress,
                disableApiTermination,
                disableApiStop,
                shutdownBehavior,
                value,
                machineExists,
                runningSince);
    }
}
