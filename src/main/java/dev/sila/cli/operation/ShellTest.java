package dev.sila.cli.operation;

import dev.sila.aws.Host;
import dev.sila.aws.Rosters.Member;
import dev.sila.aws.smoke.SmokeTest;
import dev.sila.problem.ProblemException;
import dev.sila.remote.Connection;
import dev.sila.remote.Connections;
import dev.sila.remote.Transcript;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Hosts on which a command that is run by SSH ends with 0. Each look tries all hosts at the same
 * time, through one connection to the jump host; what takes longer than a look goes on, and counts
 * at a later one.
 */
final class ShellTest implements SmokeTest {
    /** How long a look waits for hosts that answer. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** How long the command may take once it was begun. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Shells shells;
    private final Supplier<List<Host>> hosts;
    private final String command;

    /** The tries on their way; each ends with whether the host passed. */
    private final Map<String, Future<Boolean>> running = new TreeMap<>();

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /**
     * @param hosts all of the environment
     * @param command for the account's shell on the host
     */
    ShellTest(Shells shells, Supplier<List<Host>> hosts, String command) {
        this.shells = shells;
        this.hosts = hosts;
        this.command = command;
    }

    @Override
    public String passing() {
        return "ends \"" + command + "\" with 0, run by SSH";
    }

    @Override
    public String reason(String instanceId) {
        return reasons.getOrDefault(instanceId, "");
    }

    @Override
    public Set<String> passed(Collection<Member> members) {
        Set<String> ids = members.stream().map(Member::instanceId).collect(Collectors.toSet());
        running.keySet().retainAll(ids);
        ids.removeAll(running.keySet());
        if (!ids.isEmpty()) {
            begin(ids);
        }
        long end = System.nanoTime() + LOOK.toNanos();
        Set<String> passed = new HashSet<>();
        for (String id : List.copyOf(running.keySet())) {
            if (ended(id, end - System.nanoTime())) {
                passed.add(id);
            }
        }
        return passed;
    }

    private void begin(Set<String> ids) {
        List<Host> all = hosts.get();
        List<Host> open = all.stream().filter(each -> ids.contains(each.instanceId())).toList();
        if (open.isEmpty()) {
            return;
        }
        Connections connections = shells.connections(all);
        AtomicInteger left = new AtomicInteger(open.size());
        for (Host host : open) {
            FutureTask<Boolean> attempt =
                    new FutureTask<>(() -> {
                        try {
                            return passes(connections, host);
                        } finally {
                            if (left.decrementAndGet() == 0) {
                                connections.close();
                            }
                        }
                    });
            running.put(host.instanceId(), attempt);
            Thread.ofVirtual().name("smoke test of " + host.instanceId()).start(attempt);
        }
    }

    private boolean passes(Connections connections, Host host) {
        Transcript output = new Transcript();
        Transcript errors = new Transcript();
        try (Connection connection = connections.to(shells.target(host))) {
            int code = connection.run(command, output, errors, LIMIT);
            String said = errors.text().isBlank() ? output.text() : errors.text();
            String last = said.strip().lines().reduce("", (before, line) -> line);
            reasons.put(
                    host.instanceId(),
                    "the command ended with " + code + (last.isEmpty() ? "." : ": " + last));
            return code == 0;
        } catch (ProblemException failure) {
            reasons.put(host.instanceId(), failure.problems().getFirst().line());
            return false;
        }
    }

    /** Whether the host's try has ended within this time, and well. One that ended is over. */
    private boolean ended(String id, long nanoseconds) {
        Future<Boolean> attempt = running.get(id);
        if (attempt == null) {
            return false;
        }
        try {
            boolean passed = attempt.get(Math.max(0, nanoseconds), TimeUnit.NANOSECONDS);
            running.remove(id);
            return passed;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
