package dev.sila.aws.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that holds or wants a lease.
 *
 * @param who {@code user@host}
 * @param machine tells machines, their boots and their containers apart, so that the process number
 *     means something; empty where that cannot be known
 * @param process its number on that machine
 * @param started when the process started, because numbers are given again
 * @param command what was typed, without options: {@code env create}
 */
public record Owner(String who, String machine, long process, Instant started, String command) {
    /** Two readings of one process's start may differ by the clock's correction. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    /** This process. */
    public static Owner ofThisProcess(String command) {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(
                System.getProperty("user.name", "unknown") + "@" + host(),
                thisMachine(),
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH),
                command);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /**
     * Linux names each boot, and each namespace of process numbers within it (boot_id in proc(5),
     * pid_namespaces(7)); of other systems nothing is known that is as sure.
     */
    private static String thisMachine() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            Path namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return boot + "/" + namespace.toString().replaceAll("[^0-9]", "");
        } catch (IOException | UnsupportedOperationException unknown) {
            return "";
        }
    }

    /**
     * Whether it certainly runs no more: it ran on the observer's machine, and there is no such
     * process any more. False means that nothing is known.
     */
    boolean goneFor(Owner observer) {
        if (machine.isEmpty() || !machine.equals(observer.machine)) {
            return false;
        }
        Optional<ProcessHandle> alive = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        if (alive.isEmpty()) {
            return true;
        }
        Optional<Instant> start = alive.get().info().startInstant();
        return start.isPresent()
                && !started.equals(Instant.EPOCH)
                && Duration.between(start.get(), started).abs().compareTo(SAME_START) > 0;
    }
}
