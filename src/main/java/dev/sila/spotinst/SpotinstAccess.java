package dev.sila.spotinst;

import dev.sila.aws.Settings;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and by which token to call Spotinst; both come from environment variables alone, so that
 * the token is neither in a file nor among the arguments of a process.
 *
 * @param token what {@code SPOTINST_TOKEN} says; null or blank for nothing
 * @param endpoint what {@code SPOTINST_ENDPOINT_URL} says; null or blank for Spotinst itself
 * @param rehearsal whether AWS itself is played: then Spotinst's own service is not called
 */
public record SpotinstAccess(@Nullable String token, @Nullable String endpoint, boolean rehearsal) {
    /** No access at all. */
    public static final SpotinstAccess NONE = new SpotinstAccess(null, null, true);

    static final String TOKEN = "SPOTINST_TOKEN";
    static final String ENDPOINT = "SPOTINST_ENDPOINT_URL";

    private static final URI SPOTINST = URI.create("https://api.spotinst.io");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * As the environment variables say.
     *
     * @param rehearsal whether AWS itself is played
     */
    public static SpotinstAccess of(Map<String, String> variables, boolean rehearsal) {
        return new SpotinstAccess(variables.get(TOKEN), variables.get(ENDPOINT), rehearsal);
    }

    /**
     * The token.
     *
     * @throws ProblemException if there is none, or if it can be none
     */
    String requireToken() {
        String stripped = token == null ? "" : token.strip();
        if (stripped.isEmpty()) {
            throw new ProblemException(
                    Problem.error(
                            TOKEN,
                            "is not set, but the environment has, or shall have, elastigroups.",
                            "Make a token in Spotinst's console under Settings, API, and set the"
                                    + " environment variable SPOTINST_TOKEN to it."));
        }
        if (!PRINTABLE.matcher(stripped).matches()) {
            throw new ProblemException(
                    Problem.error(
                            TOKEN,
                            "has a space, a line break or another sign that no token has.",
                            "Set it again, to the token alone."));
        }
        return stripped;
    }

    /**
     * Where the service is. The token goes over the network in the clear only to this machine.
     *
     * @throws ProblemException if it is no URL or no safe one, or if AWS is played and Spotinst is
     *     not
     */
    URI requireEndpoint() {
        String url = endpoint == null ? "" : endpoint.strip();
        if (url.isEmpty()) {
            if (rehearsal) {
                throw new ProblemException(
                        Problem.error(
                                ENDPOINT,
                                "is not set: beside a local cloud, or another endpoint than AWS's,"
                                        + " Spotinst's own service is not called, because it would"
                                        + " make real groups.",
                                "Set it to a server that plays Spotinst."));
            }
            return SPOTINST;
        }
        try {
            URI uri = new URI(url.replaceFirst("/+$", ""));
            boolean secure = "https".equals(uri.getScheme());
            boolean near = "http".equals(uri.getScheme()) && Settings.onThisMachine(uri);
            if (uri.getHost() != null && uri.getUserInfo() == null && (secure || near)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is no such URL.
        }
        throw new ProblemException(
                Problem.error(
                        ENDPOINT,
                        "\"" + url + "\" is no URL to which the token may be sent.",
                        "Write it as https://HOST, or as http://127.0.0.1:PORT on this machine."));
    }

    /** Says whether there is a token, never which. */
    @Override
    public String toString() {
        return "Spotinst at "
                + (endpoint == null ? SPOTINST : endpoint)
                + (token == null ? " without a token" : " with a token");
    }
}
