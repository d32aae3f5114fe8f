package dev.sila.localcloud.traffic;

import java.util.Locale;

/** Makes the Location of a redirect action. */
final class Redirection {
    private Redirection() {}

    static Reply reply(Destination.Redirect to, Inbound request) {
        Asked asked = new Asked(request);
        String protocol = asked.fill(to.protocol()).toLowerCase(Locale.ROOT);
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

    private record Asked(Inbound request) {
        String fill(String template) {
            return template.replace("#{protocol}", request.listener().scheme())
                    .replace("#{host}", request.host())
                    .replace("#{port}", String.valueOf(request.listener().port()))
                    .replace("#{path}", request.line().path().replaceFirst("^/", ""))
                    .replace("#{query}", request.line().query());
        }
    }
}
