package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Quota;
import dev.sila.localcloud.Quotas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All entities of one kind. Their names differ in more than case, as IAM demands. */
final class Registry<E extends Entity> {
    private final Kind kind;
    private final Quota quota;
    private final String quotaName;
    private final Quotas quotas;
    private final Map<String, E> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param quotaName IAM's name of the quota in its message, such as {@code RolesPerAccount}
     */
    Registry(Kind kind, Quota quota, String quotaName, Quotas quotas) {
        this.kind = kind;
        this.quota = quota;
        this.quotaName = quotaName;
        this.quotas = quotas;
    }

    /** Adds one whose name is free, if the account may have one more. */
    void add(E entity) {
        if (byName.containsKey(entity.name)) {
            throw kind.exists(entity.name);
        }
        Checks.quota(quotas, quota, quotaName, byName.size());
        byName.put(entity.name, entity);
    }

    /** The one of that name, in the same case. */
    E get(@Nullable String name) {
        String checked = kind.name(name);
        return find(checked).orElseThrow(() -> kind.notFound(checked));
    }

    Optional<E> find(String name) {
        return Optional.ofNullable(byName.get(name)).filter(each -> each.name.equals(name));
    }

    /** The one of that ARN. */
    Optional<E> ofArn(String arn) {
        return find(arn.substring(arn.lastIndexOf('/') + 1)).filter(each -> each.arn().equals(arn));
    }

    void remove(E entity) {
        byName.remove(entity.name);
    }

    /** Gives one another name, path or both; what is null stays. */
    void rename(E entity, @Nullable String newName, @Nullable String newPath) {
        String name = newName == null ? entity.name : kind.name(newName);
        String path = newPath == null ? entity.path : Checks.path(newPath);
        E there = byName.get(name);
        if (there != null && there != entity) {
            throw kind.exists(name);
        }
        byName.remove(entity.name);
        entity.name = name;
        entity.path = path;
        byName.put(name, entity);
    }

    int size() {
        return byName.size();
    }

    /** All, in the order of their names. */
    List<E> all() {
        return List.copyOf(byName.values());
    }

    /** A page of those under a path. */
    Page<E> page(@Nullable String prefix, @Nullable String marker, @Nullable Integer most) {
        String under = Checks.pathPrefix(prefix);
        List<E> all = byName.values().stream().filter(each -> each.path.startsWith(under)).toList();
        return Page.of(all, each -> each.name, marker, most);
    }
}
