package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What Parameter Store refuses. */
final class ParameterRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/";
    private static final String PUT = API + "API_PutParameter.html";
    private static final String NAMES =
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html";

    private static final List<Refusal> REFUSALS =
            List.of(
                    name("A name has letters, digits and _.-/ alone", "ValidationException", "a b"),
                    name("A name does not begin with ssm", "ValidationException", "ssm-port"),
                    name("A path begins with a slash", "ValidationException", "a/b"),
                    name("A path does not end with a slash", "ValidationException", "/a/b/"),
                    name("Names under /aws are AWS's", "AccessDeniedException", "/aws/mine"),
                    name(
                            "A path has at most 15 levels",
                            "HierarchyLevelLimitExceededException",
                            "/x".repeat(16)),
                    refused(
                            "A new one has a type",
                            "ValidationException",
                            r -> r.type((String) null)),
                    refused(
                            "The type is one of three",
                            "ValidationException",
                            r -> r.type("Number")),
                    refused("A value is not empty", "ValidationException", r -> r.value("")),
                    refused(
                            "A standard one has at most 4 KB",
                            "ValidationException",
                            r -> r.value("x".repeat(4097))),
                    refused(
                            "An advanced one has at most 8 KB",
                            "ValidationException",
                            r -> r.value("x".repeat(8193)).tier("Advanced")),
                    refused(
                            "The allowed pattern is a pattern",
                            "InvalidAllowedPatternException",
                            r -> r.allowedPattern("[")),
                    refused(
                            "The value matches the allowed pattern",
                            "ParameterPatternMismatchException",
                            r -> r.allowedPattern("^[a-z]$")),
                    refused(
                            "A plain one has no key",
                            "ValidationException",
                            r -> r.keyId("alias/aws/ssm")),
                    refused(
                            "The key exists",
                            "InvalidKeyId",
                            r -> r.type(ParameterType.SECURE_STRING).keyId("alias/none")),
                    refused(
                            "A data type is one of AWS's",
                            "ValidationException",
                            r -> r.dataType("number")),
                    refused(
                            "An image's ID is one",
                            "ValidationException",
                            r -> r.dataType("aws:ec2:image")),
                    second(
                            "One that is there is not overwritten",
                            "ParameterAlreadyExists",
                            r -> {}),
                    second(
                            "The type does not change",
                            "HierarchyTypeMismatchException",
                            r -> r.overwrite(true).type(ParameterType.SECURE_STRING)),
                    second(
                            "Tags are not given with an overwrite",
                            "ValidationException",
                            r -> r.overwrite(true).tags(tag -> tag.key("a").value("b"))),
                    new Refusal(
                            "An advanced one does not become standard",
                            PUT,
                            "ValidationException",
                            rig -> {
                                put(rig, r -> r.tier("Advanced"));
                                put(rig, r -> r.tier("Standard").overwrite(true));
                            }),
                    new Refusal(
                            "The oldest of 100 versions is not dropped while it has a label",
                            PUT,
                            "ParameterMaxVersionLimitExceeded",
                            rig -> {
                                put(rig, r -> {});
                                rig.ssm().labelParameterVersion(r -> r.name("/a/b").labels("keep"));
                                IntStream.rangeClosed(1, 100)
                                        .forEach(i ->
                                                put(rig, r -> r.overwrite(true).value("" + i)));
                            }),
                    new Refusal(
                            "What is read exists",
                            API + "API_GetParameter.html",
                            "ParameterNotFound",
                            rig -> rig.ssm().getParameter(r -> r.name("/none"))),
                    new Refusal(
                            "The version that is read exists",
                            API + "API_GetParameter.html",
                            "ParameterVersionNotFound",
                            rig -> {
                                put(rig, r -> {});
                                rig.ssm().getParameter(r -> r.name("/a/b:2"));
                            }),
                    new Refusal(
                            "What is deleted exists",
                            API + "API_DeleteParameter.html",
                            "ParameterNotFound",
                            rig -> rig.ssm().deleteParameter(r -> r.name("/none"))),
                    new Refusal(
                            "At most ten are read at once",
                            API + "API_GetParameters.html",
                            "ValidationException",
                            rig ->
                                    rig.ssm()
                                            .getParameters(r ->
                                                    r.names(
                                                            IntStream.range(0, 11)
                                                                    .mapToObj(i -> "p" + i)
                                                                    .toList()))),
                    new Refusal(
                            "A path begins with a slash when it is read",
                            API + "API_GetParametersByPath.html",
                            "ValidationException",
                            rig -> rig.ssm().getParametersByPath(r -> r.path("a"))),
                    new Refusal(
                            "Under a path, names are not filtered",
                            API + "API_GetParametersByPath.html",
                            "InvalidFilterKey",
                            rig ->
                                    rig.ssm()
                                            .getParametersByPath(r ->
                                                    r.path("/a")
                                                            .parameterFilters(f ->
                                                                    f.key("Name").values("x")))),
                    new Refusal(
                            "A filter's option is one that its key has",
                            API + "API_DescribeParameters.html",
                            "InvalidFilterOption",
                            rig ->
                                    rig.ssm()
                                            .describeParameters(r ->
                                                    r.parameterFilters(f ->
                                                            f.key("Path")
                                                                    .option("Equals")
                                                                    .values("/a")))),
                    new Refusal(
                            "A version has at most ten labels",
                            API + "API_LabelParameterVersion.html",
                            "ParameterVersionLabelLimitExceeded",
                            rig -> {
                                put(rig, r -> {});
                                List<String> ten =
                                        IntStream.range(0, 10).mapToObj(i -> "l" + i).toList();
                                rig.ssm().labelParameterVersion(r -> r.name("/a/b").labels(ten));
                                rig.ssm().labelParameterVersion(r -> r.name("/a/b").labels("more"));
                            }));

    @Override
    public String service() {
        return "SSM";
    }

    private static void put(Rig rig, Consumer<PutParameterRequest.Builder> changes) {
        PutParameterRequest.Builder request =
                PutParameterRequest.builder().name("/a/b").value("1").type(ParameterType.STRING);
        changes.accept(request);
        rig.ssm().putParameter(request.build());
    }

    private static Refusal refused(
            String rule, String code, Consumer<PutParameterRequest.Builder> changes) {
        return new Refusal(rule, PUT, code, rig -> put(rig, changes));
    }

    private static Refusal second(
            String rule, String code, Consumer<PutParameterRequest.Builder> changes) {
        return new Refusal(
                rule,
                PUT,
                code,
                rig -> {
                    put(rig, request -> {});
                    put(rig, changes);
                });
    }

    private static Refusal name(String rule, String code, String name) {
        return new Refusal(rule, NAMES, code, rig -> put(rig, request -> request.name(name)));
    }

    @Override
    public List<Refusal> refusals() {
        return REFUSALS;
    }
}
