package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;

/** What EC2 refuses of key pairs and placement groups. */
final class KeyPairRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(KEYS, GROUPS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> KEYS =
            List.of(
                    rule(
                            "Names of key pairs are unique",
                            "API_CreateKeyPair",
                            "InvalidKeyPair.Duplicate",
                            compute -> twice(compute)),
                    rule(
                            "A key pair has a name",
                            "API_CreateKeyPair",
                            "MissingParameter",
                            compute -> compute.ec2().createKeyPair(request -> {})),
                    rule(
                            "Names of key pairs are ASCII",
                            "API_CreateKeyPair",
                            "InvalidParameterValue",
                            compute -> compute.ec2().createKeyPair(r -> r.keyName("schlüssel"))),
                    rule(
                            "Names of key pairs have up to 255 characters",
                            "API_CreateKeyPair",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2().createKeyPair(r -> r.keyName("k".repeat(256)))),
                    rule(
                            "Keys are rsa or ed25519",
                            "API_CreateKeyPair",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .createKeyPair(r -> r.keyName("k").keyType("dsa"))),
                    rule(
                            "A key pair described by name exists",
                            "API_DescribeKeyPairs",
                            "InvalidKeyPair.NotFound",
                            compute -> compute.ec2().describeKeyPairs(r -> r.keyNames("none"))),
                    rule(
                            "A key pair described by identifier exists",
                            "API_DescribeKeyPairs",
                            "InvalidKeyPair.NotFound",
                            compute ->
                                    compute.ec2()
                                            .describeKeyPairs(r -> r.keyPairIds("key-" + NONE))),
                    rule(
                            "A key to import is a public key",
                            "API_ImportKeyPair",
                            "InvalidKey.Format",
                            compute -> imported(compute, "rubbish")),
                    rule(
                            "A DSA key cannot be imported",
                            "API_ImportKeyPair",
                            "InvalidKey.Format",
                            compute -> imported(compute, "ssh-dss AAAAB3NzaC1kc3MAAACBAJ==")),
                    rule(
                            "A key of another type than it says cannot be imported",
                            "API_ImportKeyPair",
                            "InvalidKey.Format",
                            compute ->
                                    imported(
                                            compute,
                                            "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAABAQ==")),
                    rule(
                            "An imported key needs its material",
                            "API_ImportKeyPair",
                            "MissingParameter",
                            compute -> compute.ec2().importKeyPair(r -> r.keyName("k"))),
                    rule(
                            "What is deleted is named",
                            "API_DeleteKeyPair",
                            "MissingParameter",
                            compute -> compute.ec2().deleteKeyPair(r -> {})),
                    rule(
                            "An instance is run with a key pair that exists",
                            "API_RunInstances",
                            "InvalidKeyPair.NotFound",
                            compute -> compute.run(r -> r.keyName("none"))),
                    rule(
                            "A dry run says that it would have succeeded",
                            "API_CreateKeyPair",
                            "DryRunOperation",
                            compute ->
                                    compute.ec2().createKeyPair(r -> r.keyName("k").dryRun(true))));

    private static final List<Refusal> GROUPS =
            List.of(
                    rule(
                            "Names of placement groups are unique",
                            "API_CreatePlacementGroup",
                            "InvalidPlacementGroup.Duplicate",
                            compute -> groupTwice(compute)),
                    rule(
                            "A placement group that is deleted exists",
                            "API_DeletePlacementGroup",
                            "InvalidPlacementGroup.Unknown",
                            compute ->
                                    compute.ec2().deletePlacementGroup(r -> r.groupName("none"))),
                    rule(
                            "A placement group with instances is not deleted",
                            "API_DeletePlacementGroup",
                            "InvalidPlacementGroup.InUse",
                            compute -> usedGroup(compute)),
                    rule(
                            "Strategies are cluster, spread and partition",
                            "API_CreatePlacementGroup",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .createPlacementGroup(
                                                    r -> r.groupName("g").strategy("near"))),
                    rule(
                            "Only partition groups have partitions",
                            "API_CreatePlacementGroup",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.ec2()
                                            .createPlacementGroup(r ->
                                                    r.groupName("g")
                                                            .strategy("spread")
                                                            .partitionCount(2))),
                    rule(
                            "A group has up to seven partitions",
                            "API_CreatePlacementGroup",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .createPlacementGroup(r ->
                                                    r.groupName("g")
                                                            .strategy("partition")
                                                            .partitionCount(8))),
                    rule(
                            "An instance is placed in a group that exists",
                            "API_RunInstances",
                            "InvalidPlacementGroup.Unknown",
                            compute -> compute.run(r -> r.placement(p -> p.groupName("none")))),
                    rule(
                            "Burstable types are not clustered",
                            "API_RunInstances",
                            "InvalidParameterCombination",
                            compute -> clustered(compute)));

    private static void twice(Compute compute) {
        compute.ec2().createKeyPair(r -> r.keyName("k").keyType("ed25519"));
        compute.ec2().createKeyPair(r -> r.keyName("k").keyType("ed25519"));
    }

    private static void imported(Compute compute, String material) {
        compute.ec2()
                .importKeyPair(
                        r -> r.keyName("k").publicKeyMaterial(SdkBytes.fromUtf8String(material)));
    }

    private static void groupTwice(Compute compute) {
        compute.ec2().createPlacementGroup(r -> r.groupName("g"));
        compute.ec2().createPlacementGroup(r -> r.groupName("g"));
    }

    private static void usedGroup(Compute compute) {
        compute.ec2().createPlacementGroup(r -> r.groupName("g").strategy("spread"));
        compute.run(r -> r.placement(p -> p.groupName("g")));
        compute.ec2().deletePlacementGroup(r -> r.groupName("g"));
    }

    private static void clustered(Compute compute) {
        compute.ec2().createPlacementGroup(r -> r.groupName("g").strategy("cluster"));
        compute.run(r -> r.placement(p -> p.groupName("g")));
    }
}
