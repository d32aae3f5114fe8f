package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** What a group launches its instances from: exactly one of the three. */
record Configuration(
        @Nullable LaunchTemplateSpecification template,
        @Nullable MixedInstancesPolicy mixed,
        @Nullable String launchConfiguration) {

    static Configuration of(LaunchTemplateSpecification template) {
        return new Configuration(template, null, null);
    }

    /** The launch template that counts where no override names its own. */
    @Nullable LaunchTemplateSpecification base() {
        return mixed == null ? template : mixed.launchTemplate().launchTemplateSpecification();
    }

    List<LaunchTemplateOverrides> overrides() {
        return mixed == null ? List.of() : mixed.launchTemplate().overrides();
    }

    /** Whether any template is named by a version that may mean another one tomorrow. */
    boolean moves() {
        return Stream.concat(
                        Stream.ofNullable(base()),
                        overrides().stream()
                                .map(LaunchTemplateOverrides::launchTemplateSpecification)
                                .filter(java.util.Objects::nonNull))
                .anyMatch(each -> each.version().startsWith("$"));
    }

    /** The capacity units of an instance type; 1 where weights are not used. */
    int weight(String instanceType) {
        return overrides().stream()
                .filter(each -> instanceType.equals(each.instanceType()))
                .findFirst()
                .map(Configuration::weight)
                .orElse(1);
    }

    static int weight(LaunchTemplateOverrides override) {
        return override.weightedCapacity() == null
                ? 1
                : Integer.parseInt(override.weightedCapacity());
    }

    boolean weighted() {
        return overrides().stream().anyMatch(each -> each.weightedCapacity() != null);
    }
}
