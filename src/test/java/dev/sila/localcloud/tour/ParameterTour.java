package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.util.List;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;

/** Parameter Store. */
final class ParameterTour implements Tour {
    private static final String PUBLISHED = "/aws/service/ami-amazon-linux-latest";

    @Override
    public String service() {
        return "SSM";
    }

    @Override
    public void walk(Rig rig) {
        SsmClient ssm = rig.ssm();
        put(ssm, "/shop/db/host", "db.example", ParameterType.STRING);
        put(ssm, "/shop/db/password", "secret", ParameterType.SECURE_STRING);
        put(ssm, "/shop/zones", "a,b", ParameterType.STRING_LIST);
        put(ssm, "plain", "1", ParameterType.STRING);
        assertThat(value(ssm, "/shop/db/password", false)).doesNotContain("secret");
        assertThat(value(ssm, "/shop/db/password", true)).isEqualTo("secret");
        paths(ssm);
        versions(ssm);
        descriptions(ssm);
        GetParametersResponse several =
                ssm.getParameters(
                        GetParametersRequest.builder().names("plain", "none", "plain:1").build());
        assertThat(several.parameters()).hasSize(2);
        assertThat(several.invalidParameters()).containsExactly("none");
        ssm.deleteParameter(DeleteParameterRequest.builder().name("plain").build());
        DeleteParametersResponse deleted =
                ssm.deleteParameters(
                        DeleteParametersRequest.builder().names("plain", "/shop/zones").build());
        assertThat(deleted.deletedParameters()).containsExactly("/shop/zones");
        assertThat(deleted.invalidParameters()).containsExactly("plain");
    }

    private static void put(SsmClient ssm, String name, String value, ParameterType type) {
        ssm.putParameter(PutParameterRequest.builder().name(name).value(value).type(type).build());
    }

    private static String value(SsmClient ssm, String name, boolean decrypted) {
        return ssm.getParameter(
                        GetParameterRequest.builder().name(name).withDecryption(decrypted).build())
                .parameter()
                .value();
    }

    private static void paths(SsmClient ssm) {
        assertThat(under(ssm, "/shop", false)).containsExactly("/shop/zones");
        assertThat(under(ssm, "/shop/", true))
                .containsExactly("/shop/db/host", "/shop/db/password", "/shop/zones");
        assertThat(under(ssm, PUBLISHED, false))
                .contains(PUBLISHED + "/al2023-ami-kernel-default-x86_64")
                .allSatisfy(name -> assertThat(name).startsWith(PUBLISHED));
        assertThat(
                        ssm
                                .getParametersByPathPaginator(
                                        GetParametersByPathRequest.builder()
                                                .path("/shop")
                                                .recursive(true)
                                                .maxResults(1)
                                                .build())
                                .stream())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.parameters()).hasSize(1));
        assertThat(value(ssm, PUBLISHED + "/al2023-ami-kernel-default-x86_64", false))
                .startsWith("ami-");
    }

    private static List<String> under(SsmClient ssm, String path, boolean recursive) {
        return ssm
                .getParametersByPath(
                        GetParametersByPathRequest.builder()
                                .path(path)
                                .recursive(recursive)
                                .build())
                .parameters()
                .stream()
                .map(Parameter::name)
                .toList();
    }

    private static void versions(SsmClient ssm) {
        long version =
                ssm.putParameter(
                                PutParameterRequest.builder()
                                        .name("/shop/db/host")
                                        .value("x".repeat(5000))
                                        .tier(ParameterTier.INTELLIGENT_TIERING)
                                        .overwrite(true)
                                        .build())
                        .version();
        assertThat(version).isEqualTo(2);
        List<String> invalid =
                ssm.labelParameterVersion(
                                LabelParameterVersionRequest.builder()
                                        .name("/shop/db/host")
                                        .parameterVersion(1L)
                                        .labels("1st")
                                        .build())
                        .invalidLabels();
        assertThat(invalid).containsExactly("1st");
        ssm.labelParameterVersion(
                LabelParameterVersionRequest.builder()
                        .name("/shop/db/host")
                        .parameterVersion(1L)
                        .labels("good", "tested")
                        .build());
        moved(ssm);
    }

    /** A label moves from the version on which it stood. */
    private static void moved(SsmClient ssm) {
        assertThat(value(ssm, "/shop/db/host:good", false)).isEqualTo("db.example");
        ssm.labelParameterVersion(
                LabelParameterVersionRequest.builder()
                        .name("/shop/db/host")
                        .labels("good")
                        .build());
        assertThat(value(ssm, "/shop/db/host:good", false)).hasSize(5000);
        assertThat(
                        ssm.unlabelParameterVersion(
                                        UnlabelParameterVersionRequest.builder()
                                                .name("/shop/db/host")
                                                .parameterVersion(1L)
                                                .labels("tested", "none")
                                                .build())
                                .invalidLabels())
                .containsExactly("none");
        List<ParameterHistory> history =
                ssm.getParameterHistory(
                                GetParameterHistoryRequest.builder().name("/shop/db/host").build())
                        .parameters();
        assertThat(history).extracting(ParameterHistory::version).containsExactly(1L, 2L);
        assertThat(history.getLast().tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(history.getLast().labels()).containsExactly("good");
    }

    private static void descriptions(SsmClient ssm) {
        assertThat(described(ssm, "Name", "Contains", "db")).hasSize(2);
        assertThat(described(ssm, "Path", "OneLevel", "/shop")).containsExactly("/shop/zones");
        assertThat(described(ssm, "Type", "Equals", "SecureString"))
                .containsExactly("/shop/db/password");
        assertThat(described(ssm, "Tier", "Equals", "Advanced")).containsExactly("/shop/db/host");
    }

    private static List<String> described(SsmClient ssm, String key, String option, String value) {
        return ssm
                .describeParameters(
                        DescribeParametersRequest.builder()
                                .parameterFilters(
                                        ParameterStringFilter.builder()
                                                .key(key)
                                                .option(option)
                                                .values(value)
                                                .build())
                                .build())
                .parameters()
                .stream()
                .map(ParameterMetadata::name)
                .toList();
    }
}
