package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpRequestLine;

/** Makes the Location of a redirect action. */
final class Redirection {
    private Redirection() {}

    static Reply reply(Destination.Redirect to, HttpRequestLine line, String host, int port) {
        Asked asked = new Asked(line, hostOnly(host), port);
        String protocol = asked.fill(to.protocol()).toLowerCase(java.util.Locale.ROOT);
        String query = asked.fill(to.query());
        String location =
                protocol
                        + "://"
                        + asked.fill(to.host())
                        + ":"
                        + asked.fill(to.port())
                        + asked.fill(to.path())
                        + (query.isEmpty() ? "" : "?" + query);
        Reply page = Reply.page(to.status());
        return new Reply(page.status(), page.contentType(), page.body(), location);
    }

    private static String hostOnly(String host) {
        return host.replaceFirst(":[0-9]*$", "");
    }

    private record Asked(HttpRequestLine line, String host, int port) {
        String fill(String template) {
            return template.replace("#{protocol}", "http")
                    .replace("#{host}", host)
                    .replace("#{port}", String.valueOf(port))
                    .replace("#{path}", line.path().replaceFirst("^/", ""))
                    .replace("#{query}", line.query());
        }
    }
}
