package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/** Lists what parameters there are, and labels their versions. */
final class ParameterDescriptions {
    private static final int MOST_LABELS = 10;

    private final Parameters parameters;
    private final Tags tags;

    ParameterDescriptions(Parameters parameters, Tags tags) {
        this.parameters = parameters;
        this.tags = tags;
    }

    public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
        if (Boolean.TRUE.equals(request.shared())) {
            throw Refusals.validation("The local cloud does not support shared parameters.");
        }
        if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
            throw Refusals.validation(
                    "You can use either Filters or ParameterFilters in a single request.");
        }
        List<ParameterStringFilter> filters = new ArrayList<>(request.parameterFilters());
        request.filters()
                .forEach(each ->
                        filters.add(
                                ParameterStringFilter.builder()
                                        .key(each.keyAsString())
                                        .option("BeginsWith")
                                        .values(each.values())
                                        .build()));
        List<Parameter> all =
                parameters.own().values().stream()
                        .filter(ParameterFilters.ofDescription(filters, tags))
                        .toList();
        Page<Parameter> page =
                Listing.page(all, each -> each.name, request.maxResults(), request.nextToken());
        return DescribeParametersResponse.builder()
                .parameters(page.items().stream().map(ParameterDescriptions::metadata).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static ParameterMetadata metadata(Parameter parameter) {
        Parameter.Version version = parameter.latest();
        return ParameterMetadata.builder()
                .name(parameter.name)
                .arn(parameter.arn)
                .type(version.type())
                .keyId(version.keyId())
                .lastModifiedDate(version.modified())
                .lastModifiedUser(version.modifier())
                .description(version.description())
                .allowedPattern(version.allowedPattern())
                .version(version.number())
                .tier(version.tier())
                .policies(List.of())
                .dataType(version.dataType())
                .build();
    }

    /** Moves labels from other versions; those that are no labels are told, not refused. */
    public LabelParameterVersionResponse labelParameterVersion(
            LabelParameterVersionRequest request) {
        Parameter parameter = parameters.required(request.name());
        Parameter.Version version =
                request.parameterVersion() == null
                        ? parameter.latest()
                        : version(parameter, request.parameterVersion());
        List<String> invalid = request.labels().stream().filter(each -> !isLabel(each)).toList();
        if (invalid.isEmpty()) {
            Set<String> together = new HashSet<>(version.labels());
            together.addAll(request.labels());
            if (together.size() > MOST_LABELS) {
                throw new AwsFailure(
                        "ParameterVersionLabelLimitExceeded",
                        "A parameter version can have maximum " + MOST_LABELS + " labels.");
            }
            parameter.versions.values().forEach(each -> each.labels().removeAll(request.labels()));
            version.labels().addAll(request.labels());
        }
        return LabelParameterVersionResponse.builder()
                .invalidLabels(invalid)
                .parameterVersion(version.number())
                .build();
    }

    private static boolean isLabel(String label) {
        String small = label.toLowerCase(Locale.ROOT);
        return label.matches("[a-zA-Z_.\\-][a-zA-Z0-9_.\\-]{0,99}")
                && !small.startsWith("aws")
                && !small.startsWith("ssm");
    }

    public UnlabelParameterVersionResponse unlabelParameterVersion(
            UnlabelParameterVersionRequest request) {
        Parameter parameter = parameters.required(request.name());
        Parameter.Version version = version(parameter, request.parameterVersion());
        List<String> removed =
                request.labels().stream().filter(version.labels()::contains).toList();
        List<String> invalid =
                request.labels().stream().filter(each -> !removed.contains(each)).toList();
        version.labels().removeAll(removed);
        return UnlabelParameterVersionResponse.builder()
                .removedLabels(removed)
                .invalidLabels(invalid)
                .build();
    }

    private static Parameter.Version version(Parameter parameter, long number) {
        Parameter.Version version = parameter.versions.get(number);
        if (version == null) {
            throw Parameters.versionNotFound(parameter.name, number);
        }
        return version;
    }
}
