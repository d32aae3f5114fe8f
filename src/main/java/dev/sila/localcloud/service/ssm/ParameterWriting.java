package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Writes and deletes parameters. */
final class ParameterWriting {
    private final Parameters parameters;
    private final Tags tags;

    ParameterWriting(Parameters parameters, Tags tags) {
        this.parameters = parameters;
        this.tags = tags;
    }

    public PutParameterResponse putParameter(PutParameterRequest request) {
        Refusals.unsupported("Policies", request.policies());
        String name = request.name();
        String arn = arn(name);
        ParameterRules.name(name, arn);
        boolean overwrite = Boolean.TRUE.equals(request.overwrite());
        if (overwrite && !request.tags().isEmpty()) {
            throw Refusals.validation(
                    "Invalid request: tags and overwrite can't be used together. To create a"
                            + " parameter with tags, please remove overwrite flag. To update tags"
                            + " for an existing parameter, please use AddTagsToResource or"
                            + " RemoveTagsFromResource.");
        }
        Optional<Parameter> existing = Optional.ofNullable(parameters.own().get(name));
        if (existing.isPresent() && !overwrite) {
            throw new AwsFailure(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite"
                            + " option in the request to true.");
        }
        Parameter.Version fresh = version(request, existing.map(Parameter::latest).orElse(null));
        Parameter parameter = existing.orElseGet(() -> new Parameter(name, arn));
        makeRoom(parameter, fresh.tier());
        tags.add(Tags.PARAMETER, name, request.tags());
        parameter.versions.put(fresh.number(), fresh);
        parameters.own().put(name, parameter);
        return PutParameterResponse.builder().version(fresh.number()).tier(fresh.tier()).build();
    }

    private String arn(String name) {
        return parameters
                .foundation()
                .realm()
                .arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
    }

    private Parameter.Version version(
            PutParameterRequest request, Parameter.@Nullable Version before) {
        ParameterType type = type(request.type(), before);
        String dataType =
                ParameterRules.dataType(
                        request.dataType(), before == null ? "text" : before.dataType());
        ParameterRules.value(request.value(), type, dataType, request.allowedPattern());
        return new Parameter.Version(
                before == null ? 1 : before.number() + 1,
                type,
                request.value(),
                ParameterRules.tier(
                        request.tier(), before == null ? null : before.tier(), request.value()),
                dataType,
                ParameterRules.key(request.keyId(), type),
                request.description(),
                request.allowedPattern(),
                parameters.foundation().timeline().now(),
                parameters.foundation().realm().globalArn("iam", "root"),
                Set.of());
    }

    private static ParameterType type(
            @Nullable ParameterType wanted, Parameter.@Nullable Version before) {
        if (before != null && wanted != null && wanted != before.type()) {
            throw new AwsFailure(
                    "HierarchyTypeMismatchException",
                    "Parameter Store does not support changing a parameter type in a hierarchy."
                            + " For example, you can't change a parameter from a String type to a"
                            + " SecureString type. You must create a new, unique parameter.");
        }
        ParameterType type = before == null ? wanted : before.type();
        if (type == null) {
            throw Refusals.validation("A parameter type is required when you create a parameter.");
        }
        return type;
    }

    /** Drops the oldest version when there are too many, unless a label stands on it. */
    private void makeRoom(Parameter parameter, ParameterTier tier) {
        if (parameter.versions.isEmpty()) {
            int most =
                    tier == ParameterTier.ADVANCED
                            ? 10 * SsmQuotas.STANDARD_PARAMETERS
                            : SsmQuotas.STANDARD_PARAMETERS;
            long there =
                    parameters.own().values().stream()
                            .filter(each -> each.latest().tier() == tier)
                            .count();
            if (there >= most) {
                throw new AwsFailure(
                        "ParameterLimitExceeded",
                        "You have exceeded the number of parameters for this account: " + most);
            }
        } else if (parameter.versions.size() >= Parameter.MOST_VERSIONS) {
            Parameter.Version oldest = parameter.versions.firstEntry().getValue();
            if (!oldest.labels().isEmpty()) {
                throw new AwsFailure(
                        "ParameterMaxVersionLimitExceeded",
                        "You attempted to create a new version of %s by calling the PutParameter"
                                        .formatted(parameter.name)
                                + " API with the overwrite flag. Version %d, the oldest version,"
                                        .formatted(oldest.number())
                                + " can't be deleted because it has a label associated with it."
                                + " Move the label to another version of the parameter, and try"
                                + " again.");
            }
            parameter.versions.remove(oldest.number());
        }
    }

    public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        if (!delete(request.name())) {
            throw Parameters.notFound(request.name());
        }
        return DeleteParameterResponse.builder().build();
    }

    public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
        List<String> deleted = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        request.names().forEach(each -> (delete(each) ? deleted : invalid).add(each));
        return DeleteParametersResponse.builder()
                .deletedParameters(deleted)
                .invalidParameters(invalid)
                .build();
    }

    private boolean delete(String name) {
        boolean there = parameters.own().remove(name) != null;
        if (there) {
            tags.forget(Tags.PARAMETER, name);
        }
        return there;
    }
}
