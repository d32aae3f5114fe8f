package dev.sila.cli;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;

/** The local cloud as commands run it: with every service that there is. */
final class LocalClouds {
    private LocalClouds() {}

    /** A new service of the local cloud is one more part here. */
    static LocalCloud.Builder builder() {
        return Services.all(LocalCloud.builder());
    }

    /** One that decides every call by IAM policies. */
    static LocalCloud.Builder enforcing() {
        return Services.enforcing(LocalCloud.builder());
    }
}
