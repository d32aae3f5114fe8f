package dev.sila.aws;

/**
 * What one run of Sila shares over all its clients.
 *
 * @param version Sila's own
 * @param run the run's identifier, which is in the user agent of every call and so in CloudTrail
 */
public record Session(String version, String run, Calls calls, Throttle throttle, Audit audit) {
    /** What the user agent of every call begins with. */
    static final String AGENT = "sila/";

    /** A session that keeps no audit. */
    public static Session unrecorded(String version, String run, Time time, Waiter waiter) {
        return new Session(version, run, new Calls(), new Throttle(time, waiter), Audit.none());
    }

    /** What goes in front of the SDK's own user agent. */
    String userAgent() {
        return AGENT + version + " run/" + run;
    }
}
