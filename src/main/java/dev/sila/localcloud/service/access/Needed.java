package dev.sila.localcloud.service.access;

import java.util.List;
import java.util.Map;

/**
 * A permission that a call needs: an action on each of some resources.
 *
 * @param action with its prefix, such as {@code ec2:RunInstances}
 * @param resources ARNs, or {@code *} alone for an action without resources
 * @param keys condition keys of this action alone
 */
record Needed(String action, List<String> resources, Map<String, List<String>> keys) {
    Needed(String action, List<String> resources) {
        this(action, resources, Map.of());
    }
}
