package dev.sila.simulation;

import dev.sila.model.schedule.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated group: its hosts, its cooldown, and what is counted of it. */
final class Fleet {
    private final Agenda agenda;
    private final Scenario.Hosts times;
    private final List<Host> hosts = new ArrayList<>();
    private Capacity size;
    private int going;
    private @Nullable Duration cooldownAfterwards;
    private Instant cooldownUntil = Instant.MIN;

    private Instant since;
    private int serving;
    private double hostSeconds;
    private double shareSeconds;
    private double servedSeconds;
    private int least;
    private int most;

    /**
     * A host that is not being terminated.
     *
     * @param serves from when on
     * @param warm until when its warming up lasts
     */
    private record Host(Instant serves, Instant warm) {}

    Fleet(Agenda agenda, Scenario.Hosts times, Capacity size) {
        this.agenda = agenda;
        this.times = times;
        this.size = size;
        since = agenda.now();
        for (int i = 0; i < size.desired(); i++) {
            hosts.add(new Host(Instant.MIN, Instant.MIN));
        }
        serving = hosts.size();
        least = serving;
        most = serving;
    }

    Capacity size() {
        return size;
    }

    int serving() {
        return serving;
    }

    Policy.Standing standing() {
        Instant now = agenda.now();
        int warming = (int) hosts.stream().filter(each -> now.isBefore(each.warm())).count();
        return new Policy.Standing(
                size, warming, cooldownAfterwards != null || now.isBefore(cooldownUntil));
    }

    /**
     * Gives the group other sizes: hosts are launched or terminated.
     *
     * @param warmup how long those that are launched warm up; null: as the group says
     */
    void resize(Capacity wanted, @Nullable Duration warmup) {
        count();
        Instant now = agenda.now();
        size = wanted;
        while (hosts.size() < wanted.desired()) {
            Instant serves = now.plus(times.launch());
            Duration warms = warmup == null ? times.warmup() : warmup;
            hosts.add(new Host(serves, serves.plus(warms)));
            agenda.add(serves, Agenda.GROUP, this::settle);
        }
        while (hosts.size() > wanted.desired()) {
            // The oldest ends, and one that does not serve yet only if there is no other.
            hosts.removeFirst();
            going++;
            agenda.add(now.plus(times.termination()), Agenda.GROUP, this::gone);
        }
        recount();
    }

    /** Begins a cooldown when the hosts that come and go now have done so. */
    void restAfterwards(Duration cooldown) {
        cooldownAfterwards = cooldown;
        settle();
    }

    private void gone() {
        going--;
        settle();
    }

    private void settle() {
        count();
        recount();
        if (cooldownAfterwards != null && going == 0 && serving == hosts.size()) {
            cooldownUntil = agenda.now().plus(cooldownAfterwards);
            cooldownAfterwards = null;
        }
    }

    private void recount() {
        Instant now = agenda.now();
        serving = (int) hosts.stream().filter(each -> !now.isBefore(each.serves())).count();
        least = Math.min(least, serving);
        most = Math.max(most, serving);
    }

    /** Adds up what has passed since the last time. */
    private void count() {
        double seconds = Duration.between(since, agenda.now()).toNanos() / 1e9;
        since = agenda.now();
        hostSeconds += seconds * hosts.size();
        if (serving > 0) {
            shareSeconds += seconds / serving;
            servedSeconds += seconds;
        }
    }

    /**
     * Which part of all load a host had to bear on average since the last time this was asked; NaN
     * if none served.
     */
    double share() {
        count();
        double share = shareSeconds / servedSeconds;
        shareSeconds = 0;
        servedSeconds = 0;
        return share;
    }

    Replay.Totals totals(Duration overloaded) {
        count();
        return new Replay.Totals(
                Duration.ofSeconds(Math.round(hostSeconds)), least, most, overloaded);
    }
}
