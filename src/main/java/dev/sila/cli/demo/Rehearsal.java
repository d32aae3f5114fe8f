package dev.sila.cli.demo;

import dev.sila.aws.Audit;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Hosts;
import dev.sila.aws.Session;
import dev.sila.aws.Settings;
import dev.sila.aws.Throttle;
import dev.sila.aws.Time;
import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.output.Progress;
import dev.sila.config.Configuration;
import dev.sila.engine.Plan;
import dev.sila.localcloud.LocalCloud;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The main job on a local cloud of its own: an environment is made, brought up, scaled, hurt,
 * checked and taken down, by the same operations that the commands run, while clients use it.
 */
public final class Rehearsal implements AutoCloseable {
    private final LocalCloud local;
    private final Cloud cloud;

    /** Looks on and plays the load, so that the counts of calls are those of the commands alone. */
    private final Cloud onlooker;

    private final Progress progress;
    private final Story story;
    private final Script script;
    private final Networks networks;
    private final Fleets fleets;
    private Plan.Counts built = new Plan.Counts(0, 0, 0, 0, 0);

    /**
     * What is played.
     *
     * @param environment its name
     * @param pipeline the pipeline's file
     * @param rate requests a second
     * @param keep whether everything stays up in the end
     */
    public record Script(
            Configuration configuration,
            String environment,
            String pipeline,
            int rate,
            boolean keep) {}

    /**
     * @param local closed by this
     */
    public Rehearsal(LocalCloud local, Progress progress, Waiter.Listener waits, Script script) {
        this.local = local;
        this.progress = progress;
        this.script = script;
        this.story = new Story(progress);
        this.cloud = open(local, waits);
        this.onlooker = open(local, waits);
        this.networks = new Networks(cloud, script.configuration());
        this.fleets = new Fleets(cloud, script.configuration());
    }

    private static Cloud open(LocalCloud local, Waiter.Listener waits) {
        Waiter waiter = new Waiter(Time.real(), waits);
        Calls calls = new Calls();
        Session session =
                new Session("demo", "demo", calls, new Throttle(Time.real(), waiter), Audit.none());
        Settings settings = Settings.local(local.foundation().realm().region());
        return new Cloud(
                new Clients(settings, local.httpClient(), session),
                calls,
                waiter,
                Clock.systemUTC());
    }

    /** Plays all of it. */
    public Result play() {
        createNetwork();
        bringUp();
        Site site = new Site(onlooker, Environments.resources(onlooker, script.environment()));
        InetSocketAddress entrance = site.entrance();
        Traffic traffic = new Traffic(entrance, script.rate());
        long[] kill;
        int changes;
        try (traffic) {
            story.chapter(
                    "Clients send "
                            + script.rate()
                            + " requests a second to http://"
                            + entrance.getHostString()
                            + ":"
                            + entrance.getPort()
                            + "/");
            traffic.start();
            scale(site, traffic);
            kill = hurt(site);
            changes = planAgain();
            if (!script.keep()) {
                story.chapter("The clients go home");
            }
        }
        Traffic.Requests requests = traffic.requests(kill[0], kill[1]);
        int leftovers = script.keep() ? left() : takeDown();
        return new Result(
                built,
                cloud.calls(),
                requests,
                changes,
                leftovers,
                story.seconds(),
                entrance.getHostString() + ":" + entrance.getPort());
    }

    private Networks.Request request() {
        return new Networks.Request(script.environment(), null, Map.of());
    }

    private void createNetwork() {
        story.chapter("sila env create --name " + script.environment());
        apply(networks.plan(request()));
    }

    private void bringUp() {
        story.chapter(
                "sila pipeline up --env "
                        + script.environment()
                        + " --pipeline "
                        + script.pipeline());
        Fleets.Draft draft = fleets.plan(script.environment(), fleets.pipeline(script.pipeline()));
        count(draft.plan());
        story.line(draft.plan().counts().sentence());
        fleets.apply(draft, new Execution(cloud, progress));
    }

    private void apply(Plan plan) {
        count(plan);
        story.line(plan.counts().sentence());
        new Execution(cloud, progress).apply(plan);
    }

    private void count(Plan plan) {
        Plan.Counts more = plan.counts();
        built =
                new Plan.Counts(
                        built.create() + more.create(),
                        built.update() + more.update(),
                        built.replace() + more.replace(),
                        built.delete() + more.delete(),
                        built.keep() + more.keep());
    }

    private void scale(Site site, Traffic traffic) {
        story.chapter(
                "The load rises: the alarm goes off, the policy wants "
                        + site.largest()
                        + " hosts");
        site.press();
        site.settle();
        story.line(hosts(site) + ", " + traffic.sent() + " requests so far");
        story.chapter(
                "The load falls: back to "
                        + site.smallest()
                        + " hosts, each drained before it goes");
        site.relax();
        site.settle();
        story.line(hosts(site) + ", " + traffic.sent() + " requests so far");
    }

    private static String hosts(Site site) {
        List<String> serving = site.crew().serving().stream().sorted().toList();
        return serving.size() + " hosts serve: " + String.join(", ", serving);
    }

    /** Returns the moments of the kill and of the balancer's noticing it. */
    private long[] hurt(Site site) {
        story.chapter("A host is killed");
        long start = System.nanoTime();
        String victim = site.kill();
        site.untilGone(victim);
        long noticed = System.nanoTime();
        story.line(
                String.format(
                        Locale.ROOT,
                        "%s is gone; the balancer noticed after %.2f s",
                        victim,
                        (noticed - start) / 1e9));
        site.settle();
        story.line("replaced: " + hosts(site));
        return new long[] {start, noticed};
    }

    private int planAgain() {
        story.chapter(
                "sila env plan --name "
                        + script.environment()
                        + " --pipeline "
                        + script.pipeline());
        Plan plan =
                new Environments(cloud, networks, fleets)
                        .plan(request(), List.of(script.pipeline()));
        story.line(plan.counts().sentence());
        return plan.actions().size();
    }

    private int takeDown() {
        story.chapter("sila pipeline down, sila env destroy");
        new Execution(cloud, progress)
                .apply(
                        fleets.destruction(
                                script.environment(), fleets.pipeline(script.pipeline())));
        new Execution(cloud, progress).apply(Environments.destruction(cloud, script.environment()));
        int left = left();
        story.line(left + " resources are left");
        return left;
    }

    private int left() {
        return Environments.resources(onlooker, script.environment()).size()
                + new Hosts(onlooker.clients().ec2()).of(script.environment()).size();
    }

    /**
     * What came of it.
     *
     * @param plan how many resources were planned to be made, in all
     * @param secondPlanChanges what a plan still wanted to change with everything up
     * @param leftovers resources and hosts of the environment in the end
     * @param address where clients connected
     */
    public record Result(
            Plan.Counts plan,
            Calls calls,
            Traffic.Requests requests,
            int secondPlanChanges,
            int leftovers,
            double seconds,
            String address) {}

    @Override
    public void close() {
        cloud.close();
        onlooker.close();
        local.close();
    }
}
