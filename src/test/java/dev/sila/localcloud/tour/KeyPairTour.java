package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;

/** Key pairs and placement groups, and instances that use them. */
final class KeyPairTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        keyPairs(compute);
        placementGroups(compute);
    }

    private static void keyPairs(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        CreateKeyPairResponse rsa = ec2.createKeyPair(request -> request.keyName("rsa"));
        assertThat(rsa.keyMaterial()).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(rsa.keyFingerprint()).matches("([0-9a-f]{2}:){19}[0-9a-f]{2}");
        CreateKeyPairResponse curve =
                ec2.createKeyPair(request -> request.keyName("curve").keyType("ed25519"));
        assertThat(curve.keyMaterial()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        String open = publicKey(ec2, "rsa");
        assertThat(open).startsWith("ssh-rsa ").endsWith(" rsa");
        String imported =
                ec2.importKeyPair(request ->
                                request.keyName("brought")
                                        .publicKeyMaterial(SdkBytes.fromUtf8String(open)))
                        .keyFingerprint();
        assertThat(imported).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        String again =
                ec2.importKeyPair(request ->
                                request.keyName("curve2")
                                        .publicKeyMaterial(
                                                SdkBytes.fromUtf8String(publicKey(ec2, "curve"))))
                        .keyFingerprint();
        assertThat(again).isEqualTo(curve.keyFingerprint()).hasSize(44);
        assertThat(
                        ec2.describeKeyPairs(request ->
                                        request.filters(Compute.filter("key-name", "c*")))
                                .keyPairs())
                .extracting(KeyPairInfo::keyName)
                .containsExactly("curve", "curve2");
        String instance = compute.running(request -> request.keyName("rsa"));
        assertThat(compute.instance(instance).keyName()).isEqualTo("rsa");
        ec2.deleteKeyPair(request -> request.keyName("rsa"));
        ec2.deleteKeyPair(request -> request.keyName("rsa"));
        assertThat(ec2.describeKeyPairs().keyPairs()).hasSize(3);
    }

    private static String publicKey(Ec2Client ec2, String name) {
        return ec2.describeKeyPairs(request -> request.keyNames(name).includePublicKey(true))
                .keyPairs()
                .getFirst()
                .publicKey();
    }

    private static void placementGroups(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        PlacementGroup group =
                ec2.createPlacementGroup(request ->
                                request.groupName("apart").strategy("partition").partitionCount(3))
                        .placementGroup();
        assertThat(group.stateAsString()).isEqualTo("available");
        String instance =
                compute.running(request ->
                        request.placement(place -> place.groupName("apart").partitionNumber(2)));
        assertThat(compute.instance(instance).placement().partitionNumber()).isEqualTo(2);
        assertThat(
                        ec2.describePlacementGroups(request -> request.groupNames("apart"))
                                .placementGroups())
                .singleElement()
                .returns(3, PlacementGroup::partitionCount);
        ec2.terminateInstances(request -> request.instanceIds(instance));
        compute.ec2().createPlacementGroup(request -> request.groupName("near"));
        ec2.deletePlacementGroup(request -> request.groupName("near"));
        assertThat(ec2.describePlacementGroups().placementGroups()).hasSize(1);
    }
}
