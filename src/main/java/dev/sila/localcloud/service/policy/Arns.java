package dev.sila.localcloud.service.policy;

/** ARNs in conditions, of which each of the six parts is compared by itself. */
final class Arns {
    private Arns() {}

    static boolean match(String actual, String wanted, Variables variables) {
        String[] have = actual.split(":", 6);
        String[] want =
                wanted.replaceAll("\\$\\{[^}]*\\}", "").split(":", 6).length == 6
                        ? parts(wanted)
                        : new String[0];
        if (have.length != 6 || want.length != 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            String part = have[i];
            if (variables.wildcard(want[i]).filter(each -> each.matches(part)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Six parts; the colon of a variable such as {@code ${aws:username}} does not part. */
    private static String[] parts(String pattern) {
        String[] parts = pattern.split(":(?![^{]*\\})", 6);
        return parts;
    }
}
