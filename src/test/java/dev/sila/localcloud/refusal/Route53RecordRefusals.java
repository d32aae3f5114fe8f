package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What Route 53 refuses of records. */
final class Route53RecordRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/Route53/latest/APIReference/API_";
    private static final String CHANGE = API + "ChangeResourceRecordSets.html";
    private static final String TYPES =
            "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html";
    private static final String BATCH = "InvalidChangeBatch";
    private static final String INPUT = "InvalidInput";
    private static final Change ADDRESS =
            change(ChangeAction.CREATE, record("a.example.com", "A", "10.0.0.1"));
    private static final Change CANONICAL =
            change(ChangeAction.CREATE, record("a.example.com", "CNAME", "b.org"));

    @Override
    public String service() {
        return "Route 53";
    }

    private static String zone(Rig rig) {
        return rig.route53()
                .createHostedZone(r -> r.name("example.com").callerReference("zone"))
                .hostedZone()
                .id();
    }

    private static ResourceRecordSet.Builder record(String name, String type, String... values) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(60L)
                .resourceRecords(
                        List.of(values).stream()
                                .map(each -> ResourceRecord.builder().value(each).build())
                                .toList());
    }

    private static Change change(ChangeAction action, ResourceRecordSet.Builder record) {
        return Change.builder().action(action).resourceRecordSet(record.build()).build();
    }

    private static Consumer<Rig> changes(Change... changes) {
        return rig -> apply(rig.route53(), zone(rig), changes);
    }

    private static void apply(Route53Client dns, String zone, Change... changes) {
        dns.changeResourceRecordSets(
                r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(changes)));
    }

    private static Refusal batch(String rule, Change... changes) {
        return new Refusal(rule, CHANGE, BATCH, changes(changes));
    }

    private static Refusal value(String type, String value) {
        return new Refusal(
                "A record of type " + type + " has such a value",
                TYPES,
                BATCH,
                changes(change(ChangeAction.CREATE, record("a.example.com", type, value))));
    }

    private static ResourceRecordSet.Builder alias(String zone, String target) {
        return ResourceRecordSet.builder()
                .name("alias.example.com")
                .type("A")
                .aliasTarget(t -> t.hostedZoneId(zone).dnsName(target).evaluateTargetHealth(false));
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(existence(), places(), routing(), contents(), routes(), values())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> existence() {
        return List.of(
                batch(
                        "A record that is deleted exists",
                        change(ChangeAction.DELETE, record("a.example.com", "A", "10.0.0.1"))),
                new Refusal(
                        "A record that is created does not exist",
                        CHANGE,
                        BATCH,
                        rig -> {
                            String zone = zone(rig);
                            apply(rig.route53(), zone, ADDRESS);
                            apply(rig.route53(), zone, ADDRESS);
                        }),
                new Refusal(
                        "A record is deleted with its values",
                        CHANGE,
                        BATCH,
                        rig -> {
                            String zone = zone(rig);
                            apply(rig.route53(), zone, ADDRESS);
                            apply(
                                    rig.route53(),
                                    zone,
                                    change(
                                            ChangeAction.DELETE,
                                            record("a.example.com", "A", "10.9.9.9")));
                        }),
                batch("A batch changes a record once", ADDRESS, ADDRESS),
                batch("Beside a CNAME there is nothing", ADDRESS, CANONICAL),
                batch(
                        "A zone's own name has no CNAME",
                        change(ChangeAction.CREATE, record("example.com", "CNAME", "b.org"))),
                batch(
                        "A record lies in its zone",
                        change(ChangeAction.CREATE, record("a.example.org", "A", "10.0.0.1"))));
    }

    private static List<Refusal> places() {
        return List.of(
                new Refusal(
                        "A zone keeps its SOA record",
                        CHANGE,
                        BATCH,
                        rig -> {
                            String zone = zone(rig);
                            ResourceRecordSet soa =
                                    rig.route53()
                                            .listResourceRecordSets(r -> r.hostedZoneId(zone))
                                            .resourceRecordSets()
                                            .get(1);
                            apply(
                                    rig.route53(),
                                    zone,
                                    change(ChangeAction.DELETE, soa.toBuilder()));
                        }),
                batch(
                        "Simple and weighted sets of a name exclude each other",
                        ADDRESS,
                        change(
                                ChangeAction.CREATE,
                                record("a.example.com", "A", "10.0.0.2")
                                        .setIdentifier("x")
                                        .weight(1L))));
    }

    private static List<Refusal> routing() {
        return List.of(
                batch(
                        "Weighted sets have one time to live",
                        change(
                                ChangeAction.CREATE,
                                record("a.example.com", "A", "10.0.0.1")
                                        .setIdentifier("x")
                                        .weight(1L)),
                        change(
                                ChangeAction.CREATE,
                                record("a.example.com", "A", "10.0.0.2")
                                        .setIdentifier("y")
                                        .weight(1L)
                                        .ttl(5L))),
                batch(
                        "A balancer that an alias points to exists",
                        change(
                                ChangeAction.CREATE,
                                alias("Z35SXDOTRQ7X7K", "x.us-east-1.elb.amazonaws.com"))),
                batch(
                        "An alias points into the zone that it names",
                        change(ChangeAction.CREATE, alias("Z0000000000", "x.example.com"))),
                new Refusal(
                        "A record that an alias points to exists",
                        CHANGE,
                        BATCH,
                        rig -> {
                            String zone = zone(rig);
                            apply(
                                    rig.route53(),
                                    zone,
                                    change(ChangeAction.CREATE, alias(zone, "none.example.com")));
                        }));
    }

    private static List<Refusal> contents() {
        return List.of(
                new Refusal(
                        "A record has a time to live",
                        CHANGE,
                        INPUT,
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "A", "10.0.0.1").ttl(null)))),
                new Refusal(
                        "An alias has no values",
                        CHANGE,
                        INPUT,
                        changes(change(ChangeAction.CREATE, alias("Z1", "x.org").ttl(5L)))),
                new Refusal(
                        "A weighted set has an identifier",
                        CHANGE,
                        INPUT,
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "A", "10.0.0.1").weight(1L)))),
                new Refusal(
                        "A set with an identifier has a routing policy",
                        CHANGE,
                        INPUT,
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "A", "10.0.0.1")
                                                .setIdentifier("x")))));
    }

    private static List<Refusal> routes() {
        return List.of(
                new Refusal(
                        "A weight is 255 at most",
                        CHANGE,
                        INPUT,
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "A", "10.0.0.1")
                                                .setIdentifier("x")
                                                .weight(256L)))),
                new Refusal(
                        "A record's type is one of Route 53's",
                        CHANGE,
                        INPUT,
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "FOO", "10.0.0.1")))),
                new Refusal(
                        "A health check exists",
                        CHANGE,
                        "NoSuchHealthCheck",
                        changes(
                                change(
                                        ChangeAction.CREATE,
                                        record("a.example.com", "A", "10.0.0.1")
                                                .healthCheckId("h")))));
    }

    private static List<Refusal> values() {
        return List.of(
                value("A", "10.0.0"),
                value("AAAA", "1::2::3"),
                value("CNAME", "a b"),
                value("MX", "mail.example.com"),
                value("TXT", "without quotation marks"),
                value("SRV", "1 2 host.example.com"),
                value("CAA", "0 issue ca.example.com"));
    }
}
