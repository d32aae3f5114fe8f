package dev.sila.problem;

/**
 * One thing that is wrong.
 *
 * @param where the place: a file and line ({@code disco_vpc.ini:12}), a resource, a command-line
 *     option
 * @param what what is wrong there, and why
 * @param remedy what the user can do about it
 */
public record Problem(Severity severity, String where, String what, String remedy) {

    public static Problem error(String where, String what, String remedy) {
        return new Problem(Severity.ERROR, where, what, remedy);
    }

    public static Problem warning(String where, String what, String remedy) {
        return new Problem(Severity.WARNING, where, what, remedy);
    }

    /** The problem as one line for people. */
    public String line() {
        return where + ": " + what + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
