package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link InstanceProfile}s ask of AWS. */
final class InstanceProfileFootprint implements Footprint<InstanceProfile> {
    /**
     * Until other services know a new profile. AWS names no time: "changes that you make might not
     * always be immediately visible" (IAM user guide, "Troubleshooting IAM"); seconds as a rule.
     */
    private static final Duration KNOWN = Duration.ofSeconds(10);

    @Override
    public Class<InstanceProfile> type() {
        return InstanceProfile.class;
    }

    @Override
    public void look(InstanceProfile state, Effort effort) {
        effort.call("iam", "ListInstanceProfiles");
        call("GetInstanceProfile", 1, effort);
    }

    private static void call(String action, int times, Effort effort) {
        effort.call("iam", action).times(times).on(Iam.profiles(effort.scope()));
    }

    @Override
    public void create(
            InstanceProfile wanted,
            Change.@Nullable Replace<InstanceProfile> instead,
            Effort effort) {
        effort.call("iam", "CreateInstanceProfile")
                .makes(Iam.profiles(effort.scope()), "iam:TagInstanceProfile");
        addRole(wanted, effort);
        effort.takes(KNOWN);
    }

    private static void addRole(InstanceProfile wanted, Effort effort) {
        if (wanted.role() != null) {
            effort.call("iam", "AddRoleToInstanceProfile")
                    .on(Iam.profiles(effort.scope()))
                    .and(Iam.pass(wanted.role(), effort.scope()));
        }
    }

    @Override
    public void update(
            Found<InstanceProfile> found, InstanceProfile wanted, Diff diff, Effort effort) {
        if (diff.has("role")) {
            removeRole(found, effort);
            addRole(wanted, effort);
            effort.takes(KNOWN);
        }
        call("TagInstanceProfile", diff.has("tags") ? 1 : 0, effort);
    }

    private static void removeRole(Found<InstanceProfile> found, Effort effort) {
        call("GetInstanceProfile", 1, effort);
        call("RemoveRoleFromInstanceProfile", found.state().role() == null ? 0 : 1, effort);
    }

    @Override
    public void delete(Found<InstanceProfile> found, Effort effort) {
        removeRole(found, effort);
        call("DeleteInstanceProfile", 1, effort);
    }

    @Override
    public List<Quota<InstanceProfile>> quotas() {
        return List.of(
                new Quota<>(
                        "iam",
                        "L-6E65F664",
                        "Instance profiles per account",
                        1000,
                        (clients, plan) ->
                                clients
                                        .iam()
                                        .listInstanceProfilesPaginator()
                                        .instanceProfiles()
                                        .stream()
                                        .count()));
    }
}
