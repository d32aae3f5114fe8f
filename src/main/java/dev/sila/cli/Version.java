package dev.sila.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String built = Version.class.getPackage().getImplementationVersion();
        String version = built == null ? "(not packaged)" : built;
        return new String[] {"sila " + version + " on Java " + Runtime.version()};
    }
}
