package dev.sila.localcloud.service.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** Providers of OpenID Connect tokens. */
final class OpenIdProviders {
    private static final int MOST_THUMBPRINTS = 5;
    private static final int MOST_CLIENTS = 100;

    private final Store store;
    private final Providers providers;

    OpenIdProviders(Store store, Providers providers) {
        this.store = store;
        this.providers = providers;
    }

    public CreateOpenIdConnectProviderResponse createOpenIDConnectProvider(
            CreateOpenIdConnectProviderRequest request) {
        String url = url(request.url());
        String arn = store.foundation.realm().globalArn("iam", "oidc-provider/" + url);
        if (providers.openId.containsKey(arn)) {
            throw Refusals.alreadyExists("Provider with url https://" + url + " already exists.");
        }
        Checks.quota(
                store.quotas,
                Limits.OPEN_ID_PROVIDERS,
                "OpenIdConnectProvidersPerAccount",
                providers.openId.size());
        Providers.OpenId provider = new Providers.OpenId(arn, url, store.now());
        provider.thumbprints = thumbprints(request.thumbprintList());
        request.clientIDList().forEach(each -> add(provider, each));
        provider.tags = Checks.tagged(provider.tags, request.tags());
        providers.openId.put(arn, provider);
        return CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(arn)
                .tags(provider.tags.values())
                .build();
    }

    public GetOpenIdConnectProviderResponse getOpenIDConnectProvider(
            GetOpenIdConnectProviderRequest request) {
        Providers.OpenId provider = providers.openId(request.openIDConnectProviderArn());
        return GetOpenIdConnectProviderResponse.builder()
                .url(provider.url)
                .clientIDList(provider.clients)
                .thumbprintList(provider.thumbprints)
                .createDate(provider.created)
                .tags(provider.tags.values())
                .build();
    }

    public ListOpenIdConnectProvidersResponse listOpenIDConnectProviders(
            ListOpenIdConnectProvidersRequest request) {
        return ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(
                        providers.openId.keySet().stream()
                                .map(each ->
                                        OpenIDConnectProviderListEntry.builder().arn(each).build())
                                .toList())
                .build();
    }

    public UpdateOpenIdConnectProviderThumbprintResponse updateOpenIDConnectProviderThumbprint(
            UpdateOpenIdConnectProviderThumbprintRequest request) {
        Providers.OpenId provider = providers.openId(request.openIDConnectProviderArn());
        provider.thumbprints = thumbprints(request.thumbprintList());
        return UpdateOpenIdConnectProviderThumbprintResponse.builder().build();
    }

    public AddClientIdToOpenIdConnectProviderResponse addClientIDToOpenIDConnectProvider(
            AddClientIdToOpenIdConnectProviderRequest request) {
        add(
                providers.openId(request.openIDConnectProviderArn()),
                Checks.required("clientID", request.clientID()));
        return AddClientIdToOpenIdConnectProviderResponse.builder().build();
    }

    /** Removing one that is not there is no error. */
    public RemoveClientIdFromOpenIdConnectProviderResponse removeClientIDFromOpenIDConnectProvider(
            RemoveClientIdFromOpenIdConnectProviderRequest request) {
        providers
                .openId(request.openIDConnectProviderArn())
                .clients
                .remove(Checks.required("clientID", request.clientID()));
        return RemoveClientIdFromOpenIdConnectProviderResponse.builder().build();
    }

    /** Deleting one that is not there is no error. */
    public DeleteOpenIdConnectProviderResponse deleteOpenIDConnectProvider(
            DeleteOpenIdConnectProviderRequest request) {
        providers.openId.remove(
                Checks.required("openIDConnectProviderArn", request.openIDConnectProviderArn()));
        return DeleteOpenIdConnectProviderResponse.builder().build();
    }

    public TagOpenIdConnectProviderResponse tagOpenIDConnectProvider(
            TagOpenIdConnectProviderRequest request) {
        Providers.OpenId provider = providers.openId(request.openIDConnectProviderArn());
        provider.tags = Checks.tagged(provider.tags, request.tags());
        return TagOpenIdConnectProviderResponse.builder().build();
    }

    public UntagOpenIdConnectProviderResponse untagOpenIDConnectProvider(
            UntagOpenIdConnectProviderRequest request) {
        Providers.OpenId provider = providers.openId(request.openIDConnectProviderArn());
        provider.tags = Checks.untagged(provider.tags, request.tagKeys());
        return UntagOpenIdConnectProviderResponse.builder().build();
    }

    public ListOpenIdConnectProviderTagsResponse listOpenIDConnectProviderTags(
            ListOpenIdConnectProviderTagsRequest request) {
        Providers.OpenId provider = providers.openId(request.openIDConnectProviderArn());
        Page<Tag> page =
                Page.of(
                        List.copyOf(provider.tags.values()),
                        Tag::key,
                        request.marker(),
                        request.maxItems());
        return ListOpenIdConnectProviderTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static void add(Providers.OpenId provider, String client) {
        String id = Checks.length("clientID", client, 1, 255);
        provider.clients.add(id);
        if (provider.clients.size() > MOST_CLIENTS) {
            provider.clients.remove(id);
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MOST_CLIENTS);
        }
    }

    /** Without its scheme, as it stands in the ARN. */
    private static String url(@Nullable String url) {
        String given = Checks.length("url", Checks.required("url", url), 1, 255);
        if (!given.matches("https://[A-Za-z0-9.-]+(/[^?#\\s]*)?")) {
            throw Refusals.invalid("Invalid Open ID Connect Provider URL");
        }
        return given.substring("https://".length()).replaceFirst("/$", "");
    }

    private static List<String> thumbprints(List<String> all) {
        if (all.size() > MOST_THUMBPRINTS) {
            throw Refusals.invalidInput("Thumbprint list must contain fewer than 5 entries.");
        }
        for (String each : all) {
            Checks.length("thumbprintList", each, 40, 40);
            if (!each.matches("[0-9A-Fa-f]{40}")) {
                throw Refusals.invalidInput("Thumbprint " + each + " is not hexadecimal.");
            }
        }
        return all;
    }
}
