package dev.sila.cli;

import java.util.List;

/** The list of all commands: a new one is one line here and one file. */
final class Commands {
    private Commands() {}

    /** {@code sila <noun> <verb>}. */
    static List<Noun> nouns(Session of) {
        return List.of(
                new Noun(
                        "config", "The configuration: an environment directory.", () -> config(of)),
                new Noun("env", "Environments: networks and all that is in them.", () -> env(of)),
                new Noun(
                        "pipeline",
                        "Pipelines: hostclasses that run together.",
                        () -> pipeline(of)),
                new Noun("fleet", "Fleets: one hostclass and its group.", () -> fleet(of)),
                new Noun("host", "Hosts: the instances of an environment.", () -> host(of)),
                new Noun("lb", "Load balancers of hostclasses.", () -> lb(of)),
                new Noun("dns", "Hosted zones and their records.", () -> dns(of)),
                new Noun("alarm", "Alarms: what is watched, and who is told.", () -> alarm(of)),
                new Noun(
                        "logmetric",
                        "Log metrics: what CloudWatch reads from logs.",
                        () -> logmetric(of)),
                new Noun("eip", "Elastic IP addresses.", () -> eip(of)),
                new Noun(
                        "snapshot",
                        "Snapshots: disks that outlive their hosts.",
                        () -> snapshot(of)),
                new Noun(
                        "local",
                        "The local cloud: an AWS endpoint on this machine.",
                        () -> local(of)));
    }

    /** Commands without a noun. */
    static List<Object> verbs(Session session) {
        return List.of(new Demo(session), new Completion(session));
    }

    private static List<Object> config(Session session) {
        return List.of(new ConfigCheck(session), new ConfigExplain(session));
    }

    private static List<Object> env(Session session) {
        return List.of(
                new EnvList(session),
                new EnvShow(session),
                new EnvPlan(session),
                new EnvCreate(session),
                new EnvUpdate(session),
                new EnvApply(session),
                new EnvDestroy(session),
                new EnvDrift(session),
                new EnvGraph(session),
                peerings(session).within());
    }

    /** {@code sila env peerings <verb>}. */
    private static Noun peerings(Session session) {
        return new Noun(
                "peerings",
                "Peerings: what environments may reach in each other.",
                () ->
                        List.of(
                                new PeeringsList(session),
                                new PeeringsPlan(session),
                                new PeeringsUpdate(session),
                                new PeeringsDelete(session)));
    }

    private static List<Object> pipeline(Session session) {
        return List.of(
                new PipelinePlan(session),
                new PipelineUp(session),
                new PipelineDown(session),
                new PipelineCycle(session),
                new PipelineCheck(session));
    }

    private static List<Object> fleet(Session session) {
        return List.of(
                new FleetList(session),
                new FleetShow(session),
                new FleetUp(session),
                new FleetDown(session),
                new FleetClean(session),
                new FleetPolicies(session),
                new FleetRefresh(session),
                new FleetSchedule(session),
                new FleetRehearse(session));
    }

    private static List<Object> host(Session session) {
        return List.of(
                new HostList(session),
                new HostTerminate(session),
                new HostStop(session),
                new HostStart(session),
                new HostTag(session),
                new HostReady(session),
                new HostExec(session),
                new HostExecSsm(session),
                new HostSsh(session));
    }

    private static List<Object> lb(Session session) {
        return List.of(
                new LbList(session),
                new LbPlan(session),
                new LbUpdate(session),
                new LbDelete(session));
    }

    private static List<Object> dns(Session session) {
        return List.of(
                new DnsZones(session),
                new DnsRecordList(session),
                new DnsSet(session),
                new DnsDelete(session));
    }

    private static List<Object> alarm(Session session) {
        return List.of(
                new AlarmList(session),
                new AlarmPlan(session),
                new AlarmUpdate(session),
                new AlarmDelete(session));
    }

    private static List<Object> logmetric(Session session) {
        return List.of(
                new LogMetricList(session),
                new LogMetricGroups(session),
                new LogMetricUpdate(session),
                new LogMetricDelete(session));
    }

    private static List<Object> eip(Session session) {
        return List.of(new EipList(session), new EipAllocate(session), new EipRelease(session));
    }

    private static List<Object> snapshot(Session session) {
        return List.of(
                new SnapshotList(session),
                new SnapshotCreate(session),
                new SnapshotCapture(session),
                new SnapshotCleanup(session),
                new SnapshotDelete(session),
                new SnapshotUpdate(session),
                new SnapshotPurge(session));
    }

    private static List<Object> local(Session session) {
        return List.of(new LocalUp(session), new LocalStatus(session), new LocalDown(session));
    }
}
