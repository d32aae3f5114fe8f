package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Key pairs, made here or brought along. The private half is told once and not kept. */
public final class KeyPairs {
    private static final Pattern NAME = Pattern.compile("\\p{ASCII}{1,255}");

    private final Store store;

    KeyPairs(Store store) {
        this.store = store;
    }

    public CreateKeyPairResponse createKeyPair(CreateKeyPairRequest request) {
        String name = newName(request.keyName());
        String type = request.keyTypeAsString() == null ? "rsa" : request.keyTypeAsString();
        if (!Set.of("rsa", "ed25519").contains(type)) {
            throw Refusals.invalid("keyType", type, "Expecting rsa or ed25519.");
        }
        String format = request.keyFormatAsString();
        if (format != null && !format.equals("pem")) {
            throw format.equals("ppk")
                    ? new AwsFailure(
                            "UnsupportedOperation", "The local cloud makes private keys in PEM.")
                    : Refusals.invalid("keyFormat", format, "Expecting pem or ppk.");
        }
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.KEY_PAIR);
        Refusals.endDryRun(request.dryRun());
        KeyMaterial material = KeyMaking.created(type);
        KeyPairInfo row = add(name, material, tags);
        return CreateKeyPairResponse.builder()
                .keyPairId(row.keyPairId())
                .keyName(name)
                .keyFingerprint(material.fingerprint())
                .keyMaterial(material.privateKey())
                .tags(Tagging.list(tags))
                .build();
    }

    /** Takes the public half of a pair that was made elsewhere. */
    public ImportKeyPairResponse importKeyPair(ImportKeyPairRequest request) {
        String name = newName(request.keyName());
        if (request.publicKeyMaterial() == null) {
            throw Refusals.missing("PublicKeyMaterial");
        }
        KeyMaterial material = KeyMaking.imported(request.publicKeyMaterial().asByteArray());
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.KEY_PAIR);
        Refusals.endDryRun(request.dryRun());
        KeyPairInfo row = add(name, material, tags);
        return ImportKeyPairResponse.builder()
                .keyPairId(row.keyPairId())
                .keyName(name)
                .keyFingerprint(material.fingerprint())
                .tags(Tagging.list(tags))
                .build();
    }

    private String newName(@Nullable String wanted) {
        String name = Refusals.required(wanted, "KeyName");
        if (!NAME.matcher(name).matches() || !name.strip().equals(name)) {
            throw Refusals.invalid(
                    "keyName", name, "Expecting up to 255 ASCII characters, no spaces around.");
        }
        if (named(name).isPresent()) {
            throw new AwsFailure(
                    "InvalidKeyPair.Duplicate", "The keypair '" + name + "' already exists.");
        }
        return name;
    }

    private KeyPairInfo add(String name, KeyMaterial material, Map<String, String> tags) {
        KeyPairInfo row =
                KeyPairInfo.builder()
                        .keyPairId(store.newId(ResourceKind.KEY_PAIR))
                        .keyName(name)
                        .keyType(material.type())
                        .keyFingerprint(material.fingerprint())
                        .publicKey(material.publicKey() + " " + name)
                        .createTime(store.foundation().timeline().now())
                        .build();
        store.compute().keyPairs().put(row);
        store.tags().add(row.keyPairId(), tags);
        return row;
    }

    Optional<KeyPairInfo> named(String name) {
        return store.compute()
                .keyPairs()
                .rows()
                .filter(row -> row.keyName().equals(name))
                .findFirst();
    }

    /**
     * The pair of that name.
     *
     * @throws AwsFailure {@code InvalidKeyPair.NotFound}
     */
    KeyPairInfo require(String name) {
        return named(name).orElseThrow(() -> ResourceKind.KEY_PAIR.notFound(name));
    }

    /** Key pairs by name or identifier; the public key only if asked for. */
    public DescribeKeyPairsResponse describeKeyPairs(DescribeKeyPairsRequest request) {
        List<String> ids = new ArrayList<>();
        request.keyNames().forEach(name -> ids.add(require(name).keyPairId()));
        ids.addAll(request.keyPairIds());
        boolean open = Boolean.TRUE.equals(request.includePublicKey());
        Selection selection = new Selection(ids, request.filters(), null, null, request.dryRun());
        return DescribeKeyPairsResponse.builder()
                .keyPairs(
                        store.compute().keyPairs().page(selection, row -> row).items().stream()
                                .map(row -> open ? row : row.toBuilder().publicKey(null).build())
                                .toList())
                .build();
    }

    /** Deletes a pair; a name that nobody has is no error. Instances keep running without it. */
    public DeleteKeyPairResponse deleteKeyPair(DeleteKeyPairRequest request) {
        if (request.keyName() == null && request.keyPairId() == null) {
            throw Refusals.missing("KeyName");
        }
        Optional<KeyPairInfo> row =
                request.keyName() == null
                        ? Optional.of(store.compute().keyPairs().get(request.keyPairId()))
                        : named(request.keyName());
        Refusals.endDryRun(request.dryRun());
        DeleteKeyPairResponse.Builder answer = DeleteKeyPairResponse.builder().returnValue(true);
        row.ifPresent(each -> {
            store.compute().keyPairs().remove(each.keyPairId());
            answer.keyPairId(each.keyPairId());
        });
        return answer.build();
    }
}
