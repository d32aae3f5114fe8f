package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link LaunchTemplate}s ask of AWS. */
final class LaunchTemplateFootprint implements Footprint<LaunchTemplate> {
    @Override
    public Class<LaunchTemplate> type() {
        return LaunchTemplate.class;
    }

    @Override
    public void look(LaunchTemplate state, Effort effort) {
        effort.ec2("DescribeLaunchTemplates");
        effort.ec2("DescribeLaunchTemplateVersions");
    }

    @Override
    public void create(
            LaunchTemplate wanted,
            Change.@Nullable Replace<LaunchTemplate> instead,
            Effort effort) {
        effort.ec2("CreateLaunchTemplate").makes("launch-template");
    }

    @Override
    public void update(
            Found<LaunchTemplate> found, LaunchTemplate wanted, Diff diff, Effort effort) {
        if (diff.differences().stream().anyMatch(each -> !each.component().equals("tags"))) {
            effort.ec2("CreateLaunchTemplateVersion").marked();
            effort.ec2("ModifyLaunchTemplate").marked();
        }
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<LaunchTemplate> found, Effort effort) {
        effort.ec2("DeleteLaunchTemplate").marked();
    }
}
