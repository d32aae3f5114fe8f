package dev.sila.remote;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fingerprints of the host keys that cloud-init writes to an instance's console when it boots.
 * AWS hands the console's text out over its own authenticated API, so a key that it shows is the
 * instance's; see <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connection-prereqs-general.html">
 * "(Optional) Get the instance fingerprint"</a>.
 */
final class ConsoleFingerprints {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN SSH HOST KEY FINGERPRINTS-----(.*?)"
                            + "-----END SSH HOST KEY FINGERPRINTS-----",
                    Pattern.DOTALL);

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private ConsoleFingerprints() {}

    /**
     * Those of the last boot that the console shows, such as {@code SHA256:…}; empty if it shows
     * none.
     */
    static Set<String> in(String console) {
        Set<String> last = Set.of();
        Matcher blocks = BLOCK.matcher(console);
        while (blocks.find()) {
            Set<String> found = new HashSet<>();
            Matcher each = FINGERPRINT.matcher(blocks.group(1));
            while (each.find()) {
                found.add(each.group());
            }
            last = found;
        }
        return last;
    }
}
