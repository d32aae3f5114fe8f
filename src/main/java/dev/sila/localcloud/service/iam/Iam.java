package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Optional;

/** The service, and what other services may ask it. */
public final class Iam {
    private final Store store;
    private final Service service;

    public Iam(Foundation foundation) {
        store = new Store(foundation);
        service =
                new Service(
                        "IAM",
                        "iam",
                        "2010-05-08",
                        Service.Protocol.QUERY,
                        List.of(
                                new Roles(store),
                                new RolePolicies(store),
                                new InstanceProfiles(store)));
    }

    public Service service() {
        return service;
    }

    public int roles() {
        return store.roles.size();
    }

    public int instanceProfiles() {
        return store.profiles.size();
    }

    /** An instance profile by its name or its ARN. */
    public Optional<KnownProfile> instanceProfile(String nameOrArn) {
        return store.profiles.values().stream()
                .filter(each -> each.name.equals(nameOrArn) || each.arn.equals(nameOrArn))
                .findFirst()
                .map(each ->
                        new KnownProfile(
                                each.name,
                                each.arn,
                                each.id,
                                Optional.ofNullable(each.role).map(role -> role.name)));
    }

    /** A role by its name or its ARN. */
    public Optional<KnownRole> role(String nameOrArn) {
        return store.roles.values().stream()
                .filter(each -> each.name.equals(nameOrArn) || each.arn.equals(nameOrArn))
                .findFirst()
                .map(each -> new KnownRole(each.name, each.arn, each.id, each.maxSessionDuration));
    }

    /**
     * An instance profile as others see it.
     *
     * @param id such as {@code AIPA…}
     * @param role the name of its role, if it has one
     */
    public record KnownProfile(String name, String arn, String id, Optional<String> role) {}

    /**
     * A role as others see it.
     *
     * @param id such as {@code AROA…}
     * @param maxSessionDuration the longest session, in seconds
     */
    public record KnownRole(String name, String arn, String id, int maxSessionDuration) {}
}
