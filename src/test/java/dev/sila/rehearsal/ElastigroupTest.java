package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.engine.Change;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.SpotinstAccess;
import dev.sila.spotinst.SpotinstStub;
import dev.sila.spotinst.SpotinstStub.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Elastigroups against a server that plays Spotinst, through plans and their application. */
class ElastigroupTest {
    private static final String NAME = "ci_mhcspot";

    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();
    private final SpotinstStub spotinst = stage.spotinst();

    @AfterEach
    void close() {
        stage.close();
    }

    private static List<Spec> network(Specimens of) {
        return List.of(
                of.dhcp(),
                of.vpc(),
                of.subnet("a", 0),
                of.subnet("b", 1),
                of.group("web"),
                of.group("db"),
                of.rules("web"),
                of.rules("db"),
                of.role("web"),
                of.profile(),
                of.targets("web"),
                of.balancing().classic());
    }

    private static List<Spec> with(Specimens of, Spec group) {
        List<Spec> all = new ArrayList<>(network(of));
        all.add(group);
        return all;
    }

    private static List<Spec> all(Specimens of) {
        return with(of, new SpotSpecimen(of).group());
    }

    private void bring(List<Spec> wanted) {
        Plan plan = stage.plan("ci", wanted);
        assertThat(stage.apply(plan).problems()).as("%s", PlanText.lines(plan)).isEmpty();
        assertThat(PlanText.lines(stage.plan("ci", wanted))).hasSize(1);
    }

    private JsonNode group() {
        assertThat(spotinst.names()).containsExactly(NAME);
        return spotinst.groups().getFirst();
    }

    private JsonNode launch() {
        return group().path("compute").path("launchSpecification");
    }

    static Stream<String> components() {
        return new SpotSpecimen(new Specimens("ci")).variants().keySet().stream().sorted();
    }

    @Test
    void isMadeAsWantedAndGoesAgain() {
        bring(all(ci));
        assertThat(group().path("region").asText()).isEqualTo("us-east-1");
        assertThat(group().path("strategy").toString())
                .isEqualTo(
                        "{\"risk\":75,\"onDemandCount\":null,"
                                + "\"availabilityVsCost\":\"equalAzDistribution\","
                                + "\"fallbackToOd\":true,\"utilizeReservedInstances\":true}");
        assertThat(group().path("capacity").toString())
                .isEqualTo("{\"minimum\":0,\"target\":1,\"maximum\":4,\"unit\":\"instance\"}");
        assertThat(launch().path("metadataOptions").path("httpTokens").asText())
                .isEqualTo("required");
        assertThat(launch().path("iamRole").path("name").asText()).isEqualTo("ci_instance_web");
        assertThat(group().path("scheduling").path("tasks")).hasSize(2);
        bring(network(ci));
        assertThat(spotinst.names()).isEmpty();
        bring(List.of());
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentConverges(String component) throws ReflectiveOperationException {
        bring(all(ci));
        String name = component.substring(component.indexOf('.') + 1);
        Object value = Objects.requireNonNull(new SpotSpecimen(ci).variants().get(component));
        Spec changed = Variants.with(new SpotSpecimen(ci).group(), name, value);
        Plan plan = stage.plan("ci", with(ci, changed));
        assertThat(plan.actions())
                .singleElement()
                .isInstanceOf(name.equals("account") ? Change.Replace.class : Change.Update.class);
        bring(with(ci, changed));
        assertThat(spotinst.names()).containsExactly(NAME);
        bring(all(ci));
    }

    @Test
    void withoutElastigroupsNobodyIsAsked() {
        bring(network(ci));
        bring(List.of());
        assertThat(spotinst.requests()).isEmpty();
    }

    @Test
    void aLookIsOneList() {
        bring(all(ci));
        int before = spotinst.requests().size();
        stage.plan("ci", all(ci));
        assertThat(spotinst.requests().subList(before, spotinst.requests().size()))
                .containsExactly("GET /aws/ec2/group");
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void whateverHappensToACreationMakesOneGroup(Mishap mishap) {
        bring(network(ci));
        spotinst.arrange("POST", mishap);
        bring(all(ci));
        assertThat(spotinst.names()).containsExactly(NAME);
    }

    @Test
    void aGroupThatShowsItselfLateIsNotMadeTwice() {
        bring(network(ci));
        Plan plan = stage.plan("ci", all(ci));
        spotinst.arrange("POST", Mishap.REPLY_LOST);
        spotinst.hideNew(2);
        assertThat(stage.apply(plan).problems()).isEmpty();
        assertThat(spotinst.names()).containsExactly(NAME);
        assertThat(PlanText.lines(stage.plan("ci", all(ci)))).hasSize(1);
    }

    @Test
    void aPlanOfBeforeADeathMakesNoSecondGroup() throws ReflectiveOperationException {
        bring(network(ci));
        Spec other = Variants.with(new SpotSpecimen(ci).group(), "maxSize", 7);
        Plan plan = stage.plan("ci", with(ci, other));
        assertThat(stage.apply(stage.plan("ci", all(ci))).problems()).isEmpty();
        assertThat(stage.apply(plan).problems()).isEmpty();
        assertThat(group().path("capacity").path("maximum").asInt()).isEqualTo(7);
        assertThat(PlanText.lines(stage.plan("ci", with(ci, other)))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void readingChangingAndDeletingGetOverEverything(Mishap mishap)
            throws ReflectiveOperationException {
        bring(all(ci));
        Spec changed = Variants.with(new SpotSpecimen(ci).group(), "maxSize", 6);
        spotinst.arrange("GET", mishap);
        spotinst.arrange("PUT", mishap, mishap);
        bring(with(ci, changed));
        spotinst.arrange("DELETE", mishap, mishap);
        bring(network(ci));
        assertThat(spotinst.names()).isEmpty();
    }

    @Test
    void neighboursAndCopiesAreLeftAlone() {
        for (String each : List.of("ci", "ci2", "c")) {
            Plan plan = stage.plan(each, all(new Specimens(each)));
            assertThat(stage.apply(plan).problems()).isEmpty();
        }
        spotinst.copy(NAME, "ci_mhcspot by hand");
        spotinst.copy("ci2_mhcspot", NAME);
        assertThat(PlanText.lines(stage.plan("ci", all(ci)))).hasSize(1);
        bring(network(ci));
        assertThat(spotinst.names())
                .containsExactlyInAnyOrder("ci2_mhcspot", "c_mhcspot", "ci_mhcspot by hand", NAME);
    }

    @Test
    void aGroupOfAnotherRegionIsAnotherOne() {
        bring(all(ci));
        spotinst.meddle(NAME, "{\"region\":\"eu-west-1\"}");
        assertThat(stage.plan("ci", network(ci)).actions()).isEmpty();
    }

    @Test
    void aSecondGroupOfTheNameGoes() {
        bring(all(ci));
        spotinst.copy(NAME, NAME);
        bring(all(ci));
        assertThat(spotinst.names()).containsExactly(NAME);
    }

    @Test
    void whatOthersPutThereStaysAndWhatIsOursComesBack() {
        bring(all(ci));
        spotinst.meddle(
                NAME,
                "{\"capacity\":{\"target\":3},\"strategy\":{\"fallbackToOd\":false},"
                        + "\"scheduling\":{\"tasks\":[{\"taskType\":\"roll\","
                        + "\"cronExpression\":\"0 3 * * 0\",\"batchSizePercentage\":20}]}}");
        Plan plan = stage.plan("ci", all(ci));
        assertThat(PlanText.lines(plan).toString()).contains("market").contains("schedule");
        assertThat(PlanText.lines(plan).toString()).doesNotContain("desiredCapacity");
        bring(all(ci));
        assertThat(group().path("capacity").path("target").asInt()).isEqualTo(3);
        assertThat(group().path("scheduling").path("tasks")).hasSize(3);
    }

    @Test
    void sizesGiveWayToThoseThatAreAskedFor() throws ReflectiveOperationException {
        bring(all(ci));
        spotinst.meddle(NAME, "{\"capacity\":{\"target\":4}}");
        bring(with(ci, Variants.with(new SpotSpecimen(ci).group(), "maxSize", 2)));
        assertThat(group().path("capacity").path("target").asInt()).isEqualTo(2);
    }

    private Cloud sila(SpotinstAccess access) {
        Cloud same = stage.cloud();
        return new Cloud(same.clients(), same.calls(), same.waiter(), same.clock(), access);
    }

    private static Plan plan(Cloud cloud, List<Spec> wanted) {
        return cloud.planner().plan(new Scope("ci", Set.of()), Environments.kinds(), wanted);
    }

    @Test
    void withoutATokenNothingIsChanged() {
        Cloud without = sila(new SpotinstAccess(null, spotinst.endpoint(), true));
        long before = stage.cloud().calls().writes();
        assertThatThrownBy(() -> plan(without, all(ci)))
                .hasMessageContaining("SPOTINST_TOKEN: is not set")
                .hasMessageContaining("Settings, API");
        assertThat(stage.cloud().calls().writes()).isEqualTo(before);
        bring(all(ci));
        assertThatThrownBy(() -> plan(without, List.of()))
                .hasMessageContaining("SPOTINST_TOKEN: is not set");
        assertThat(spotinst.names()).containsExactly(NAME);
    }

    @Test
    void aTokenThatIsNotAcceptedChangesNothing() {
        Cloud wrong = sila(new SpotinstAccess("5ecret5ecret", spotinst.endpoint(), true));
        long before = stage.cloud().calls().writes();
        assertThatThrownBy(() -> plan(wrong, all(ci)))
                .hasMessageContaining("SPOTINST_TOKEN: is not accepted by Spotinst")
                .hasMessageNotContaining("5ecret");
        assertThat(stage.cloud().calls().writes()).isEqualTo(before);
    }

    @Test
    void anAccountThatIsNotTheTokensIsNamed() throws ReflectiveOperationException {
        Spec other = Variants.with(new SpotSpecimen(ci).group(), "account", "act-00000000");
        assertThatThrownBy(() -> stage.plan("ci", with(ci, other)))
                .hasMessageContaining("spotinst_account_id");
        bring(all(ci));
        assertThatThrownBy(() -> stage.plan("ci", with(ci, other)))
                .hasMessageContaining("spotinst_account_id");
        assertThat(spotinst.names()).containsExactly(NAME);
    }

    @Test
    void whatSpotinstRefusesIsToldInItsWords() throws ReflectiveOperationException {
        bring(network(ci));
        Spec wrong = Variants.with(new SpotSpecimen(ci).group(), "imageId", "none");
        Report report =
                stage.cloud().applier().apply(stage.plan("ci", with(ci, wrong)), Progress.NONE);
        assertThat(report.problems())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.what())
                                .contains("refused CreateGroup: VALIDATION: imageId is no image"));
        assertThat(spotinst.names()).isEmpty();
    }

    @Test
    void theVpcTellsThatThereAreSuchGroups() {
        bring(all(ci));
        Elastigroup group = new SpotSpecimen(ci).group();
        assertThat(
                        stage.cloud()
                                .clients()
                                .ec2()
                                .describeVpcs(each ->
                                        each.filters(filter ->
                                                filter.name("tag-key").values("sila:spotinst")))
                                .vpcs())
                .singleElement()
                .satisfies(each -> assertThat(each.tags().toString()).contains(group.vpc().name()));
    }
}
