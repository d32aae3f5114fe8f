package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.policy.Policies;
import dev.sila.localcloud.service.policy.PolicyDocument;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import dev.sila.localcloud.wire.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** The service, and what other services may ask it. */
public final class Iam {
    private final Store store;
    private final Providers providers = new Providers();
    private final Service service;

    public Iam(Foundation foundation) {
        store = new Store(foundation);
        service = new Service("IAM", "iam", "2010-05-08", Service.Protocol.QUERY, handlers());
    }

    private List<Object> handlers() {
        PasswordRules passwords = new PasswordRules();
        return List.of(
                new Roles(store),
                new RolePolicies(store),
                new ServiceLinkedRoles(store),
                new InstanceProfiles(store),
                new Users(store),
                new UserPolicies(store),
                new AccessKeys(store),
                new LoginProfiles(store, passwords),
                new OtherCredentials(store),
                passwords,
                new Groups(store),
                new GroupPolicies(store),
                new ManagedPolicies(store),
                new PolicyVersions(store),
                new PolicyUse(store),
                new Boundaries(store),
                new ServerCertificates(store),
                new SamlProviders(store, providers),
                new OpenIdProviders(store, providers),
                new Account(store, providers),
                new AuthorizationDetails(store),
                new Simulation(store),
                new ContextKeyNames(store));
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
        return store.profiles.all().stream()
                .filter(each -> each.name.equals(nameOrArn) || each.arn().equals(nameOrArn))
                .findFirst()
                .map(each ->
                        new KnownProfile(
                                each.name,
                                each.arn(),
                                each.id,
                                Optional.ofNullable(each.role).map(role -> role.name)));
    }

    /** A role by its name or its ARN. */
    public Optional<KnownRole> role(String nameOrArn) {
        return store.roles.all().stream()
                .filter(each -> each.name.equals(nameOrArn) || each.arn().equals(nameOrArn))
                .findFirst()
                .map(this::known);
    }

    /** A user by its name. */
    public Optional<KnownUser> user(String name) {
        return store.users.find(name).map(this::known);
    }

    /** The user to whom an access key belongs, active or not. */
    public Optional<KnownUser> userOfKey(String accessKeyId) {
        return store.userOfKey(accessKeyId).map(this::known);
    }

    /** Whether a key was issued here and may not be used: it is inactive, or deleted. */
    public boolean disabled(String accessKeyId) {
        return store.deletedKeys.contains(accessKeyId)
                || store.userOfKey(accessKeyId)
                        .flatMap(each -> Optional.ofNullable(each.keys.get(accessKeyId)))
                        .filter(each -> !each.active)
                        .isPresent();
    }

    /** Notes the use of an access key. */
    public void used(String accessKeyId, String service) {
        store.userOfKey(accessKeyId)
                .flatMap(each -> Optional.ofNullable(each.keys.get(accessKeyId)))
                .ifPresent(each -> {
                    each.lastUsed = store.now();
                    each.lastService = service;
                });
    }

    /** Notes the use of a role. */
    public void roleUsed(String roleName) {
        store.roles.find(roleName).ifPresent(each -> each.lastUsed = store.now());
    }

    /**
     * The policies of a session: managed ones by ARN, and a document.
     *
     * @throws dev.sila.localcloud.AwsFailure {@code MalformedPolicyDocument} or {@code
     *     NoSuchEntity}
     */
    public List<SourcedPolicy> sessionPolicies(List<String> arns, Optional<String> document) {
        List<SourcedPolicy> policies = new ArrayList<>();
        arns.forEach(each -> policies.add(source(store.existingPolicy(each))));
        document.ifPresent(each ->
                policies.add(PolicyText.permissions("policy", each).from("session", "session")));
        return policies;
    }

    private static SourcedPolicy source(StoredPolicy policy) {
        return policy.current().document().from(policy.arn(), "IAM Policy");
    }

    /** A server certificate by its ARN. */
    public Optional<KnownCertificate> serverCertificate(String arn) {
        return store.certificates
                .ofArn(arn)
                .map(each ->
                        new KnownCertificate(
                                each.name,
                                each.arn(),
                                each.body,
                                each.privateKey,
                                Optional.ofNullable(each.chain),
                                each.expiration));
    }

    /** Whether there is a provider of SAML assertions or OpenID Connect tokens with that ARN. */
    public boolean hasProvider(String arn) {
        return providers.saml.containsKey(arn) || providers.openId.containsKey(arn);
    }

    /**
     * The ARN, with its path, of what a request names.
     *
     * @param resource the word in the ARN: {@code role}, {@code user}, {@code group}, {@code
     *     instance-profile}, {@code policy} or {@code server-certificate}
     */
    public Optional<String> arn(String resource, String name) {
        return entity(resource, name).map(Entity::arn);
    }

    /** The tags of what an ARN names, by key; none if there is no such thing. */
    public Map<String, String> tags(String arn) {
        String[] resource = arn.substring(arn.lastIndexOf(':') + 1).split("/", -1);
        return entity(resource[0], resource[resource.length - 1])
                .filter(each -> each.arn().equals(arn))
                .map(each -> plain(each.tags))
                .orElse(Map.of());
    }

    private Optional<? extends Entity> entity(String resource, String name) {
        return switch (resource) {
            case "role" -> store.roles.find(name);
            case "user" -> store.users.find(name);
            case "group" -> store.groups.find(name);
            case "instance-profile" -> store.profiles.find(name);
            case "policy" -> store.policies.find(name);
            case "server-certificate" -> store.certificates.find(name);
            default -> Optional.empty();
        };
    }

    private static Map<String, String> plain(Map<String, Tag> tags) {
        Map<String, String> plain = new TreeMap<>();
        tags.values().forEach(each -> plain.put(each.key(), each.value()));
        return plain;
    }

    private KnownRole known(StoredRole role) {
        return new KnownRole(
                role.name,
                role.arn(),
                role.id,
                role.maxSessionDuration,
                role.trust.policy(),
                store.policiesOf(role),
                plain(role.tags));
    }

    private KnownUser known(StoredUser user) {
        return new KnownUser(
                user.name, user.arn(), user.id, store.policiesOf(user), plain(user.tags));
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
     * @param trust who may assume it
     * @param policies what it may do
     */
    public record KnownRole(
            String name,
            String arn,
            String id,
            int maxSessionDuration,
            PolicyDocument trust,
            Policies policies,
            Map<String, String> tags) {}

    /**
     * A user as others see it.
     *
     * @param id such as {@code AIDA…}
     * @param policies what it may do, its groups' policies included
     */
    public record KnownUser(
            String name, String arn, String id, Policies policies, Map<String, String> tags) {}

    /**
     * A server certificate with its key, all in PEM.
     *
     * @param chain the certificates between it and the root, if any were uploaded
     */
    public record KnownCertificate(
            String name,
            String arn,
            String certificate,
            String privateKey,
            Optional<String> chain,
            Instant expiration) {}
}
