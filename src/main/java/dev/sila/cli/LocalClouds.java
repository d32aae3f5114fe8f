package dev.sila.cli;

import dev.sila.localcloud.LocalCloud;

/** The local cloud as commands run it: with every service that there is. */
final class LocalClouds {
    private LocalClouds() {}

    /** Further services are added here. */
    static LocalCloud.Builder builder() {
        return LocalCloud.builder().with(LocalCloud::standardServices);
    }
}
