package dev.sila.cli.operation;

import org.jspecify.annotations.Nullable;

/**
 * One hostclass that runs in an environment.
 *
 * @param group its autoscaling group's real name, or its elastigroup's; null if it has none
 * @param template its launch template's name; null if it has none
 * @param hosts all that belong to the group, also those that come and go
 * @param outdated how many of its hosts that are not on the way out were launched by another
 *     version of the template than the default one; 0 for an elastigroup, where nobody knows
 * @param elastigroup whether Spotinst keeps its group
 */
public record FleetRow(
        String hostclass,
        @Nullable String group,
        @Nullable String template,
        @Nullable String image,
        @Nullable String instanceType,
        int minimum,
        int desired,
        int maximum,
        int hosts,
        int inService,
        int outdated,
        boolean elastigroup) {}
