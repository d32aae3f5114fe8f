package dev.sila.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    /**
     * The version alone, such as {@code 0.1.0}; {@code development} for classes that are in no jar.
     */
    static String number() {
        String built = Version.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sila " + number() + " on Java " + Runtime.version()};
    }
}
