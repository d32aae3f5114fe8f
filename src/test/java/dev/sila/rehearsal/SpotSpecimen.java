package dev.sila.rehearsal;

import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.engine.Ref;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.Elastigroup.Market;
import dev.sila.spotinst.Elastigroup.Task;
import dev.sila.spotinst.SpotinstStub;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The specimen of a group that Spotinst keeps, and for each of its components another value. */
record SpotSpecimen(Specimens of) {
    Elastigroup group() {
        String name = of.environment() + "_mhcspot";
        return new Elastigroup(
                name,
                Ref.to(of.vpc()),
                "",
                List.of("t3.small"),
                Market.of(75, null),
                0,
                4,
                1,
                Set.of(new Task("30 10 * * *", 1, 4, 2), new Task("45 22 * * *", 0, 4, 0)),
                Set.of(Ref.to(of.subnet("a", 0)), Ref.to(of.subnet("b", 1))),
                "ami-0123456789abcdef0",
                Ref.to(of.profile()),
                null,
                null,
                Set.of(Ref.to(of.group("web"))),
                null,
                "hostclass=\"mhcspot\"\nis_spotinst=\"1\"\n",
                List.of(new LaunchTemplate.Volume("/dev/sdb", 20, "gp3", null, null)),
                false,
                Set.of(Ref.to(of.targets("web"))),
                Set.of(),
                "TARGET_GROUP",
                60,
                of.tags(name, "mhcspot"));
    }

    Map<String, Object> variants() {
        return Map.ofEntries(
                Map.entry("Elastigroup.account", SpotinstStub.ACCOUNT),
                Map.entry("Elastigroup.instanceTypes", List.of("m5.large", "t3.small")),
                Map.entry("Elastigroup.market", Market.of(null, 2)),
                Map.entry("Elastigroup.minSize", 2),
                Map.entry("Elastigroup.maxSize", 5),
                Map.entry("Elastigroup.desiredCapacity", 3),
                Map.entry("Elastigroup.schedule", Set.of()),
                Map.entry("Elastigroup.subnets", Set.of(Ref.to(of.subnet("b", 1)))),
                Map.entry("Elastigroup.imageId", "ami-0123456789abcdef1"),
                Map.entry("Elastigroup.keyName", "operations"),
                Map.entry("Elastigroup.securityGroups", Set.of(Ref.to(of.group("db")))),
                Map.entry("Elastigroup.publicAddress", true),
                Map.entry("Elastigroup.userData", "hostclass=\"other\"\n"),
                Map.entry(
                        "Elastigroup.blockDevices",
                        List.of(
                                new LaunchTemplate.Volume("/dev/sdc", 40, "gp3", 4000, "snap-1"),
                                new LaunchTemplate.InstanceStore("/dev/sdd", "ephemeral0"))),
                Map.entry("Elastigroup.detailedMonitoring", true),
                Map.entry("Elastigroup.targetGroups", Set.of()),
                Map.entry(
                        "Elastigroup.classicLoadBalancers",
                        Set.of(Ref.to(of.balancing().classic()))),
                Map.entry("Elastigroup.healthCheckType", "EC2"),
                Map.entry("Elastigroup.healthCheckGraceSeconds", 90));
    }
}
