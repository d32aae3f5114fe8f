package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Time;
import dev.sila.cli.output.Column;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at hosts again and again, and tells which came, changed and went. A look that fails is told
 * once, and the watch goes on.
 */
final class HostWatch {
    /** Facts that change by themselves, and all tags, whose own columns tell more. */
    private static final Set<String> UNTOLD = Set.of("uptime", "imageAge", "tags");

    private final LookPause pause;
    private final List<Column<Host>> columns;
    private final Listener listener;

    HostWatch(
            Time time,
            InstantSource clock,
            Duration interval,
            List<Column<Host>> columns,
            Listener listener) {
        this.pause = new LookPause(time, clock, interval, listener::beat);
        this.columns = columns.stream().filter(each -> !UNTOLD.contains(each.key())).toList();
        this.listener = listener;
    }

    /** Who is told. */
    interface Listener {
        /** Hosts came, changed or went between two looks. */
        void changed(List<Happening> happenings);

        /** Something about the watch itself, once. */
        void note(String line);

        /** That the watch is alive: not to be kept. */
        void beat(String line);
    }

    /**
     * One change.
     *
     * @param at when it was seen, in UTC
     * @param change that it "appeared", "changed" or "went"
     * @param facts all of the host's, of a host that changed those before and after
     */
    record Happening(String at, String change, Host host, Map<String, @Nullable Object> facts) {
        String text() {
            return "%s %s: %s %s%s"
                    .formatted(
                            at,
                            change,
                            host.instanceId(),
                            host.hostclass(),
                            facts.isEmpty() ? "" : ", " + words());
        }

        private String words() {
            List<String> words = new ArrayList<>();
            facts.forEach((key, value) -> words.add(key + " " + value));
            return String.join(", ", words);
        }

        Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("at", at);
            data.put("change", change);
            data.put("instanceId", host.instanceId());
            data.put("hostclass", host.hostclass());
            data.put("facts", facts);
            return data;
        }
    }

    /**
     * Watches until the thread is interrupted or the process ends.
     *
     * @param first what is known already
     * @param look a fresh look
     * @param inWords what a failed look says to people; throws it on if it is nothing for them
     */
    void run(
            List<Host> first,
            Supplier<List<Host>> look,
            Function<RuntimeException, String> inWords) {
        Map<String, Host> before = byId(first);
        String failed = "";
        while (true) {
            pause.rest(failed.isEmpty() ? before.size() + " hosts" : "the last look failed");
            try {
                Map<String, Host> now = byId(look.get());
                if (!failed.isEmpty()) {
                    listener.note(pause.now() + " looks succeed again");
                }
                failed = "";
                List<Happening> happenings = happenings(before, now);
                if (!happenings.isEmpty()) {
                    listener.changed(happenings);
                }
                before = now;
            } catch (RuntimeException failure) {
                String words = inWords.apply(failure);
                if (failed.isEmpty()) {
                    listener.note(pause.now() + " a look failed: " + words);
                }
                failed = words;
            }
        }
    }

    private List<Happening> happenings(Map<String, Host> before, Map<String, Host> now) {
        List<Happening> happenings = new ArrayList<>();
        now.forEach((id, host) -> {
            Host earlier = before.get(id);
            if (earlier == null) {
                happenings.add(happening("appeared", host, known(host)));
            } else {
                Map<String, @Nullable Object> changes = changes(earlier, host);
                if (!changes.isEmpty()) {
                    happenings.add(happening("changed", host, changes));
                }
            }
        });
        before.forEach((id, host) -> {
            if (!now.containsKey(id)) {
                happenings.add(happening("went", host, Map.of()));
            }
        });
        return happenings;
    }

    private Happening happening(String change, Host host, Map<String, @Nullable Object> facts) {
        return new Happening(pause.now(), change, host, facts);
    }

    private static Map<String, @Nullable Object> known(Host host) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("state", host.state());
        facts.put("zone", host.zone());
        if (host.privateAddress() != null) {
            facts.put("privateAddress", host.privateAddress());
        }
        return facts;
    }

    private Map<String, @Nullable Object> changes(Host earlier, Host host) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        for (Column<Host> each : columns) {
            Object was = each.value().apply(earlier);
            Object is = each.value().apply(host);
            if (!Objects.equals(was, is)) {
                changes.put(each.key(), word(was) + " -> " + word(is));
            }
        }
        return changes;
    }

    private static String word(@Nullable Object value) {
        String text = String.valueOf(value);
        return value == null || text.isEmpty() ? "-" : text;
    }

    private static Map<String, Host> byId(List<Host> hosts) {
        Map<String, Host> byId = new LinkedHashMap<>();
        hosts.forEach(each -> byId.put(each.instanceId(), each));
        return byId;
    }
}
