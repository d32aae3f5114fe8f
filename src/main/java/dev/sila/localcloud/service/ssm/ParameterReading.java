package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/** Reads parameters. */
final class ParameterReading {
    private final Parameters parameters;

    ParameterReading(Parameters parameters) {
        this.parameters = parameters;
    }

    public GetParameterResponse getParameter(GetParameterRequest request) {
        Parameters.Selected found = parameters.select(request.name());
        return GetParameterResponse.builder()
                .parameter(shown(found, request.withDecryption()))
                .build();
    }

    public GetParametersResponse getParameters(GetParametersRequest request) {
        if (new HashSet<>(request.names()).size() < request.names().size()) {
            throw Refusals.validation("Duplicate parameter names are not allowed.");
        }
        List<software.amazon.awssdk.services.ssm.model.Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            try {
                found.add(shown(parameters.select(name), request.withDecryption()));
            } catch (AwsFailure notThere) {
                invalid.add(name);
            }
        }
        return GetParametersResponse.builder().parameters(found).invalidParameters(invalid).build();
    }

    /** Ten parameters a page; with a label, the versions that bear it. */
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        String path = request.path();
        if (!path.startsWith("/") || !path.matches("[a-zA-Z0-9_.\\-/]+")) {
            throw Refusals.validation(
                    "The parameter path must begin with a slash and hold letters, numbers and"
                            + " .-_/ alone: "
                            + path);
        }
        String prefix = path.endsWith("/") ? path : path + "/";
        boolean recursive = Boolean.TRUE.equals(request.recursive());
        List<Parameter> all =
                parameters
                        .under(prefix)
                        .filter(each -> recursive || each.name.indexOf('/', prefix.length()) < 0)
                        .filter(ParameterFilters.ofPath(request.parameterFilters()))
                        .toList();
        Page<Parameter> page =
                Listing.page(
                        all,
                        each -> each.name,
                        request.maxResults() == null ? 10 : request.maxResults(),
                        request.nextToken());
        return GetParametersByPathResponse.builder()
                .parameters(
                        page.items().stream()
                                .map(each ->
                                        shown(
                                                ParameterFilters.labelled(
                                                        each, request.parameterFilters()),
                                                request.withDecryption()))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.ssm.model.Parameter shown(
            Parameters.Selected selected, @Nullable Boolean decrypted) {
        Parameter.Version version = selected.version();
        return software.amazon.awssdk.services.ssm.model.Parameter.builder()
                .name(selected.parameter().name)
                .arn(selected.parameter().arn)
                .type(version.type())
                .value(version.shown(Boolean.TRUE.equals(decrypted)))
                .version(version.number())
                .selector(selected.selector())
                .lastModifiedDate(version.modified())
                .dataType(version.dataType())
                .build();
    }

    public GetParameterHistoryResponse getParameterHistory(GetParameterHistoryRequest request) {
        Parameter parameter = parameters.required(request.name());
        boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
        Page<Parameter.Version> page =
                Listing.page(
                        List.copyOf(parameter.versions.values()),
                        each -> Listing.ascending(each.number()),
                        request.maxResults(),
                        request.nextToken());
        return GetParameterHistoryResponse.builder()
                .parameters(
                        page.items().stream()
                                .map(each -> history(parameter, each, decrypted))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static ParameterHistory history(
            Parameter parameter, Parameter.Version version, boolean decrypted) {
        return ParameterHistory.builder()
                .name(parameter.name)
                .type(version.type())
                .keyId(version.keyId())
                .lastModifiedDate(version.modified())
                .lastModifiedUser(version.modifier())
                .description(version.description())
                .value(version.shown(decrypted))
                .allowedPattern(version.allowedPattern())
                .version(version.number())
                .labels(version.labels())
                .tier(version.tier())
                .policies(List.of())
                .dataType(version.dataType())
                .build();
    }
}
