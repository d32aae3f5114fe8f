package dev.sila.cli;

import java.util.List;

/** The list of all commands: a new one is one line here and one file. */
final class Commands {
    private Commands() {}

    /** {@code sila <noun> <verb>}. */
    static List<Noun> nouns(Session session) {
        return List.of(
                new Noun(
                        "config",
                        "The configuration: an environment directory.",
                        () -> List.of(new ConfigCheck(session), new ConfigExplain(session))),
                new Noun(
                        "env",
                        "Environments: networks and all that is in them.",
                        () -> environments(session)),
                new Noun(
                        "pipeline",
                        "Pipelines: hostclasses that run together.",
                        () ->
                                List.of(
                                        new PipelinePlan(session),
                                        new PipelineUp(session),
                                        new PipelineDown(session),
                                        new PipelineCycle(session),
                                        new PipelineCheck(session))),
                new Noun(
                        "fleet",
                        "Fleets: hostclasses one by one.",
                        () -> fleets(session)),
                new Noun(
                        "lb",
                        "Load balancers of hostclasses.",
                        () ->
                                List.of(
                                        new LbList(session),
                                        new LbPlan(session),
                                        new LbUpdate(session),
                                        new LbDelete(session))),
                new Noun(
                        "dns",
                        "Hosted zones and their records.",
                        () ->
                                List.of(
                                        new DnsZones(session),
                                        new DnsRecordList(session),
                                        new DnsSet(session),
                                        new DnsDelete(session))),
                new Noun(
                        "host",
                        "Hosts: the instances of an environment.",
                        () -> hosts(session)),
                new Noun(
                        "fleet",
                        "Fleets: one hostclass and its group.",
                        () -> List.of(new FleetRehearse(session))),
                new Noun(
                        "alarm",
                        "Alarms: what is watched, and who is told.",
                        () ->
                                List.of(
                                        new AlarmList(session),
                                        new AlarmPlan(session),
                                        new AlarmUpdate(session),
                                        new AlarmDelete(session))),
                new Noun(
                        "logmetric",
                        "Log metrics: what CloudWatch reads from logs.",
                        () ->
                                List.of(
                                        new LogMetricList(session),
                                        new LogMetricGroups(session),
                                        new LogMetricUpdate(session),
                                        new LogMetricDelete(session))),
                new Noun(
                        "eip",
                        "Elastic IP addresses.",
                        () ->
                                List.of(
                                        new EipList(session),
                                        new EipAllocate(session),
                                        new EipRelease(session))),
                new Noun(
                        "snapshot",
                        "Snapshots: disks that outlive their hosts.",
                        () -> snapshots(session)),
                new Noun(
                        "local",
                        "The local cloud: an AWS endpoint on this machine.",
                        () ->
                                List.of(
                                        new LocalUp(session),
                                        new LocalStatus(session),
                                        new LocalDown(session))));
    }

    private static List<Object> fleets(Session session) {
        return List.of(
                new FleetList(session),
                new FleetShow(session),
                new FleetUp(session),
                new FleetDown(session),
                new FleetClean(session),
                new FleetPolicies(session),
                new FleetRefresh(session),
                new FleetSchedule(session));
    }

    private static List<Object> snapshots(Session session) {
        return List.of(
                new SnapshotList(session),
                new SnapshotCreate(session),
                new SnapshotCapture(session),
                new SnapshotCleanup(session),
                new SnapshotDelete(session),
                new SnapshotUpdate(session),
                new SnapshotPurge(session));
    }

    private static List<Object> environments(Session session) {
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

    private static List<Object> hosts(Session session) {
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

    /** Commands without a noun. */
    static List<Object> verbs(Session session) {
        return List.of(new Demo(session), new Completion(session));
    }
}
