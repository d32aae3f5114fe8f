package dev.sila.aws.lease;

import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lease as it is seen in AWS.
 *
 * @param id the launch template's identifier, which no other lease ever has
 * @param token the same for no two attempts to take a lease
 * @param since when it was taken
 * @param until when it ends unless it is renewed
 * @param left how long that is from the moment of looking, by AWS's clock; negative once it is over
 */
record Holder(
        String id,
        String environment,
        String token,
        Owner owner,
        Instant since,
        Instant until,
        Duration left) {
    /** The environment whose lease it is: what does not carry this tag is no lease. */
    static final String LEASE = "sila:lease";

    static final String UNTIL = "sila:lease-until";
    private static final String TOKEN = "sila:lease-token";
    private static final String SINCE = "sila:lease-since";
    private static final String OWNER = "sila:lease-owner";
    private static final String MACHINE = "sila:lease-machine";
    private static final String PROCESS = "sila:lease-process";
    private static final String STARTED = "sila:lease-process-started";
    private static final String COMMAND = "sila:lease-command";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The tags of a lease that is about to be taken. */
    static Tags tags(String environment, String token, Owner owner, Instant since, Instant until) {
        Map<String, String> tags = new TreeMap<>();
        tags.put(LEASE, environment);
        tags.put(TOKEN, token);
        tags.put(SINCE, since.toString());
        tags.put(UNTIL, until.toString());
        tags.put(OWNER, owner.who());
        tags.put(MACHINE, owner.machine());
        tags.put(PROCESS, Long.toString(owner.process()));
        tags.put(STARTED, owner.started().toString());
        tags.put(COMMAND, owner.command());
        return new Tags(tags);
    }

    /**
     * What the tags tell. One whose time cannot be read counts as just renewed: nobody takes it.
     */
    static Holder of(String id, Tags tags, Instant now) {
        Map<String, String> values = tags.values();
        Instant until = time(values.get(UNTIL), now.plus(Leases.TERM));
        Owner owner =
                new Owner(
                        values.getOrDefault(OWNER, "somebody"),
                        values.getOrDefault(MACHINE, ""),
                        number(values.getOrDefault(PROCESS, "")),
                        time(values.get(STARTED), Instant.EPOCH),
                        values.getOrDefault(COMMAND, ""));
        return new Holder(
                id,
                values.getOrDefault(LEASE, ""),
                values.getOrDefault(TOKEN, ""),
                owner,
                time(values.get(SINCE), now),
                until,
                Duration.between(now, until));
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeException notATime) {
            return otherwise;
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    boolean expired() {
        return !left.isPositive();
    }

    /** Such as {@code anna@laptop (sila env create, process 4711)}. */
    String inWords() {
        return owner.who() + " (sila " + owner.command() + ", process " + owner.process() + ")";
    }

    /** That the environment is in use. */
    Problem refusal() {
        String ends = TIME.format(until);
        return Problem.error(
                "environment " + environment,
                inWords()
                        + " has been changing it since "
                        + TIME.format(since)
                        + "; its lease runs for another "
                        + Math.max(0, left.toSeconds())
                        + " s, and is renewed as long as that run lives.",
                "Wait for it to end, or let the command wait with --wait-for-lease 30m. If that run is"
                        + " dead, its lease ends by itself at "
                        + ends
                        + ".");
    }
}
