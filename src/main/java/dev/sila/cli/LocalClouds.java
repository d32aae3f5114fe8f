package dev.sila.cli;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.sts.Sts;

/** The local cloud as commands run it: with every service that there is. */
final class LocalClouds {
    private LocalClouds() {}

    static LocalCloud.Builder builder() {
        return LocalCloud.builder().with(LocalClouds::assemble);
    }

    /** A new service of the local cloud is made and added here. */
    private static void assemble(Foundation foundation, Assembly assembly) {
        Iam iam = new Iam(foundation);
        assembly.service(iam.service())
                .service(new Sts(foundation, iam).service())
                .count("roles", iam::roles)
                .count("instanceProfiles", iam::instanceProfiles);
    }
}
