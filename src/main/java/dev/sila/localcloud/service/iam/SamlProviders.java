package dev.sila.localcloud.service.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.GetSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.GetSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.ListSamlProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListSamlProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersResponse;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.TagSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateSamlProviderRequest;
import software.amazon.awssdk.services.iam.model.UpdateSamlProviderResponse;

/** Providers of SAML assertions. */
final class SamlProviders {
    private final Store store;
    private final Providers providers;

    SamlProviders(Store store, Providers providers) {
        this.store = store;
        this.providers = providers;
    }

    public CreateSamlProviderResponse createSAMLProvider(CreateSamlProviderRequest request) {
        refuseEncryption(request.assertionEncryptionModeAsString(), request.addPrivateKey());
        String name = Checks.length("name", Checks.required("name", request.name()), 1, 128);
        if (!name.matches("[\\w._-]+")) {
            throw Refusals.invalid(
                    "The specified value for name is invalid. It must contain only alphanumeric"
                            + " characters and/or the following: ._-");
        }
        String metadata = metadata(request.samlMetadataDocument());
        SamlMetadata parsed = SamlMetadata.parse(metadata);
        String arn = store.foundation.realm().globalArn("iam", "saml-provider/" + name);
        if (providers.saml.containsKey(arn)) {
            throw Refusals.alreadyExists("SAMLProvider with name " + name + " already exists.");
        }
        Checks.quota(
                store.quotas,
                Limits.SAML_PROVIDERS,
                "SAMLProvidersPerAccount",
                providers.saml.size());
        String id = store.foundation.identity().iam("ASPA");
        Providers.Saml provider = new Providers.Saml(arn, id, store.now(), metadata, parsed);
        provider.tags = Checks.tagged(provider.tags, request.tags());
        providers.saml.put(arn, provider);
        return CreateSamlProviderResponse.builder()
                .samlProviderArn(arn)
                .tags(provider.tags.values())
                .build();
    }

    public GetSamlProviderResponse getSAMLProvider(GetSamlProviderRequest request) {
        Providers.Saml provider = providers.saml(request.samlProviderArn());
        return GetSamlProviderResponse.builder()
                .samlProviderUUID(provider.id)
                .samlMetadataDocument(provider.metadata)
                .createDate(provider.created)
                .validUntil(validUntil(provider))
                .tags(provider.tags.values())
                .build();
    }

    public ListSamlProvidersResponse listSAMLProviders(ListSamlProvidersRequest request) {
        List<SAMLProviderListEntry> all =
                providers.saml.values().stream()
                        .map(each ->
                                SAMLProviderListEntry.builder()
                                        .arn(each.arn)
                                        .createDate(each.created)
                                        .validUntil(validUntil(each))
                                        .build())
                        .toList();
        return ListSamlProvidersResponse.builder().samlProviderList(all).build();
    }

    public UpdateSamlProviderResponse updateSAMLProvider(UpdateSamlProviderRequest request) {
        refuseEncryption(request.assertionEncryptionModeAsString(), request.addPrivateKey());
        Providers.Saml provider = providers.saml(request.samlProviderArn());
        String metadata = metadata(request.samlMetadataDocument());
        provider.parsed = SamlMetadata.parse(metadata);
        provider.metadata = metadata;
        return UpdateSamlProviderResponse.builder().samlProviderArn(provider.arn).build();
    }

    public DeleteSamlProviderResponse deleteSAMLProvider(DeleteSamlProviderRequest request) {
        providers.saml.remove(providers.saml(request.samlProviderArn()).arn);
        return DeleteSamlProviderResponse.builder().build();
    }

    public TagSamlProviderResponse tagSAMLProvider(TagSamlProviderRequest request) {
        Providers.Saml provider = providers.saml(request.samlProviderArn());
        provider.tags = Checks.tagged(provider.tags, request.tags());
        return TagSamlProviderResponse.builder().build();
    }

    public UntagSamlProviderResponse untagSAMLProvider(UntagSamlProviderRequest request) {
        Providers.Saml provider = providers.saml(request.samlProviderArn());
        provider.tags = Checks.untagged(provider.tags, request.tagKeys());
        return UntagSamlProviderResponse.builder().build();
    }

    public ListSamlProviderTagsResponse listSAMLProviderTags(ListSamlProviderTagsRequest request) {
        Providers.Saml provider = providers.saml(request.samlProviderArn());
        Page<Tag> page =
                Page.of(
                        List.copyOf(provider.tags.values()),
                        Tag::key,
                        request.marker(),
                        request.maxItems());
        return ListSamlProviderTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** Without a date of its own a document is good for a hundred years. */
    private static Instant validUntil(Providers.Saml provider) {
        return provider.parsed.validUntil().orElse(provider.created.plus(Duration.ofDays(36_500)));
    }

    private static String metadata(@Nullable String document) {
        String member = "sAMLMetadataDocument";
        return Checks.length(member, Checks.required(member, document), 1000, 10_000_000);
    }

    private static void refuseEncryption(@Nullable String mode, @Nullable String key) {
        if (mode != null || key != null) {
            throw Refusals.invalidInput("The local cloud does not support encrypted assertions.");
        }
    }
}
