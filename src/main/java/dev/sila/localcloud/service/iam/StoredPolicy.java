package dev.sila.localcloud.service.iam;

import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A managed policy with its versions: the customer's, or one of AWS. */
final class StoredPolicy extends Entity {
    /** One version of the document. */
    record Version(int number, PolicyText document, Instant created) {
        String id() {
            return "v" + number;
        }
    }

    final boolean ofAws;
    final @Nullable String description;
    final TreeMap<Integer, Version> versions = new TreeMap<>();
    int defaultVersion;
    int nextVersion;
    Instant updated;

    private StoredPolicy(
            Origin origin, String name, String path, boolean ofAws, @Nullable String description) {
        super(Kind.POLICY, origin, name, path);
        this.ofAws = ofAws;
        this.description = description;
        this.updated = origin.created();
    }

    /** A customer's policy, in its first version. */
    static StoredPolicy customer(
            Origin origin,
            String name,
            String path,
            @Nullable String description,
            PolicyText document) {
        StoredPolicy policy = new StoredPolicy(origin, name, path, false, description);
        policy.nextVersion = 1;
        policy.add(document, origin.created(), true);
        return policy;
    }

    /** A policy of AWS, of which only the present version is known. */
    static StoredPolicy ofAws(
            Origin origin, String name, String path, int version, PolicyText document) {
        StoredPolicy policy = new StoredPolicy(origin, name, path, true, null);
        policy.nextVersion = version;
        policy.add(document, origin.created(), true);
        return policy;
    }

    Version add(PolicyText document, Instant now, boolean asDefault) {
        Version version = new Version(nextVersion, document, now);
        versions.put(nextVersion, version);
        if (asDefault) {
            defaultVersion = nextVersion;
        }
        nextVersion++;
        updated = now;
        return version;
    }

    /** The version in force. */
    Version current() {
        return Objects.requireNonNull(versions.get(defaultVersion));
    }
}
