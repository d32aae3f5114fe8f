package dev.sila.localcloud.service.iam;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/** Identity providers by ARN, in order: of SAML and of OpenID Connect. */
final class Providers {
    /** A provider of SAML assertions, with its metadata document. */
    static final class Saml {
        final String arn;
        final String id;
        final Instant created;
        String metadata;
        SamlMetadata parsed;
        Map<String, Tag> tags = Map.of();

        Saml(String arn, String id, Instant created, String metadata, SamlMetadata parsed) {
            this.arn = arn;
            this.id = id;
            this.created = created;
            this.metadata = metadata;
            this.parsed = parsed;
        }
    }

    /** A provider of OpenID Connect tokens. */
    static final class OpenId {
        final String arn;
        final String url;
        final Instant created;
        final Set<String> clients = new LinkedHashSet<>();
        List<String> thumbprints = List.of();
        Map<String, Tag> tags = Map.of();

        OpenId(String arn, String url, Instant created) {
            this.arn = arn;
            this.url = url;
            this.created = created;
        }
    }

    final Map<String, Saml> saml = new TreeMap<>();
    final Map<String, OpenId> openId = new TreeMap<>();

    int size() {
        return saml.size() + openId.size();
    }

    Saml saml(@Nullable String arn) {
        return get(saml, "sAMLProviderArn", arn, "saml-provider");
    }

    OpenId openId(@Nullable String arn) {
        return get(openId, "openIDConnectProviderArn", arn, "oidc-provider");
    }

    private static <T> T get(
            Map<String, T> all, String member, @Nullable String arn, String resource) {
        String given = Checks.length(member, Checks.required(member, arn), 20, 2048);
        if (!given.matches("arn:aws[\\w-]*:iam::\\d{12}:" + resource + "/\\S+")) {
            throw Refusals.invalidInput("ARN " + given + " is not valid.");
        }
        T found = all.get(given);
        if (found == null) {
            throw Refusals.noSuchEntity("Manifest not found for arn " + given);
        }
        return found;
    }
}
