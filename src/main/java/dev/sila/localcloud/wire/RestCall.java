package dev.sila.localcloud.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What a request asks of a REST service.
 *
 * @param action AWS's name of the operation, empty if there is none
 */
record RestCall(String action, Dialect dialect) {
    static RestCall of(Incoming incoming, Route route) {
        boolean s3 = route.service().protocol() == Service.Protocol.S3;
        RestFormat format = format(route);
        try {
            QueryString query = QueryString.parse(incoming.rawQuery());
            String path = s3 ? S3Host.path(incoming) : incoming.rawPath();
            Optional<RestTable.Match> match = route.table().match(incoming, path, query);
            Map<String, String> members = match.map(RestTable.Match::path).orElse(Map.of());
            return new RestCall(
                    match.map(each -> each.operation().name()).orElse(""),
                    new RestDialect(incoming, query, members, format));
        } catch (IllegalArgumentException wrong) {
            // the address is not encoded as it must be
            return new RestCall(
                    "", new RestDialect(incoming, new QueryString(Map.of()), Map.of(), format));
        }
    }

    /** Whether a request's address is encoded as it must be. */
    static boolean isEncoded(Incoming incoming) {
        String encoded = incoming.rawPath() + incoming.rawQuery();
        return !encoded.replaceAll("%[0-9a-fA-F]{2}", "").contains("%");
    }

    boolean isKnown() {
        return !action.isEmpty();
    }

    private static RestFormat format(Route route) {
        return switch (route.service().protocol()) {
            case S3 -> new S3Format();
            case REST_JSON -> new RestJson();
            default -> new RestXml(route.namespace());
        };
    }
}
