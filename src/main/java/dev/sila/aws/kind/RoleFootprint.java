package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link Role}s ask of AWS. */
final class RoleFootprint implements Footprint<Role> {
    @Override
    public Class<Role> type() {
        return Role.class;
    }

    @Override
    public void look(Role state, Effort effort) {
        effort.call("iam", "ListRoles");
        once("GetRole", effort);
        once("ListRolePolicies", effort);
        call("GetRolePolicy", state.policies().size(), effort);
    }

    private static void once(String action, Effort effort) {
        call(action, 1, effort);
    }

    /** On the environment's roles, which its path tells. */
    private static void call(String action, int times, Effort effort) {
        effort.call("iam", action).times(times).on(Iam.roles(effort.scope()));
    }

    @Override
    public void create(Role wanted, Change.@Nullable Replace<Role> instead, Effort effort) {
        effort.call("iam", "CreateRole").makes(Iam.roles(effort.scope()), "iam:TagRole");
        call("PutRolePolicy", wanted.policies().size(), effort);
    }

    @Override
    public void update(Found<Role> found, Role wanted, Diff diff, Effort effort) {
        call("UpdateAssumeRolePolicy", diff.has("trustPolicy") ? 1 : 0, effort);
        if (diff.has("policies")) {
            Map<String, String> now = found.state().policies();
            long put =
                    wanted.policies().entrySet().stream()
                            .filter(each -> !each.getValue().equals(now.get(each.getKey())))
                            .count();
            long deleted =
                    now.keySet().stream()
                            .filter(each -> !wanted.policies().containsKey(each))
                            .count();
            call("PutRolePolicy", (int) put, effort);
            call("DeleteRolePolicy", (int) deleted, effort);
        }
        call("TagRole", diff.has("tags") ? 1 : 0, effort);
    }

    @Override
    public void delete(Found<Role> found, Effort effort) {
        once("ListRolePolicies", effort);
        call("DeleteRolePolicy", found.state().policies().size(), effort);
        once("ListAttachedRolePolicies", effort);
        once("ListInstanceProfilesForRole", effort);
        once("DeleteRole", effort);
    }

    @Override
    public List<Quota<Role>> quotas() {
        return List.of(
                new Quota<>(
                        "iam",
                        "L-FE177D64",
                        "Roles per account",
                        1000,
                        (clients, plan) ->
                                clients.iam().listRolesPaginator().roles().stream().count()));
    }
}
