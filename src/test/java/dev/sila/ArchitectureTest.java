package dev.sila;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sila.engine.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may use what, as the design has it. Packages are named from {@code dev.sila} on. */
@AnalyzeClasses(packages = "dev.sila", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.sila";

    /** Fewer classes than this, and the rules below would pass because they saw nothing. */
    private static final int LEAST_CLASSES = 60;

    /** Classes whose instance fields may change. */
    private static final Set<String> MUTABLE =
            Set.of(
                    // Time that tests move, and the order of what is due.
                    "dev.sila.localcloud.ManualTimeline",
                    // The mark that ends it.
                    "dev.sila.localcloud.Timeline$Repetition",
                    // How far a reading has come.
                    "dev.sila.config.PipelineRowReader",
                    "dev.sila.config.ini.IniParser",
                    "dev.sila.localcloud.wire.Form$Node",
                    // How far a stream was read.
                    "dev.sila.localcloud.wire.ChunkedStream",
                    "dev.sila.localcloud.wire.Crc64Nvme",
                    "dev.sila.localcloud.wire.Limited",
                    // What is open, and how much is left of it.
                    "dev.sila.aws.AuditFile",
                    "dev.sila.aws.Once",
                    "dev.sila.aws.Throttle$Bucket",
                    "dev.sila.aws.Transport$Exchange",
                    "dev.sila.aws.Waiter$Pauses",
                    "dev.sila.cli.operation.Cloud",
                    // What was seen last, and the next letter of a disk.
                    "dev.sila.blueprint.DiskBlueprint",
                    "dev.sila.cli.FleetDialog$Latest",
                    "dev.sila.cli.operation.HostArrival",
                    "dev.sila.cli.operation.Losses",
                    // What a change asks for, while it is written down, and a play of it.
                    "dev.sila.aws.forecast.Clockwork",
                    "dev.sila.aws.forecast.Clockwork$Bucket",
                    "dev.sila.aws.forecast.Effort",
                    "dev.sila.aws.forecast.Effort$Call",
                    // The demo's clients, their connections and the sum of what was planned.
                    "dev.sila.cli.demo.Rehearsal",
                    "dev.sila.cli.demo.Traffic",
                    "dev.sila.cli.demo.Visitor",
                    // A replay's time, and the group and the alarms in it.
                    "dev.sila.simulation.Agenda",
                    "dev.sila.simulation.Fleet",
                    "dev.sila.simulation.Watch",
                    // Machines and balancers at work: the local cloud's state, as that of its
                    // services.
                    "dev.sila.localcloud.machine.LoopbackAddresses",
                    "dev.sila.localcloud.traffic.Balancer",
                    "dev.sila.localcloud.traffic.Frontend",
                    "dev.sila.localcloud.traffic.Target",
                    "dev.sila.localcloud.traffic.TargetConnection",
                    "dev.sila.localcloud.traffic.Rota",
                    "dev.sila.localcloud.traffic.TargetPool",
                    "dev.sila.localcloud.traffic.TargetPool$Registration",
                    "dev.sila.localcloud.traffic.http.HttpInput",
                    // Which call fails next.
                    "dev.sila.localcloud.faults.Faults");

    @ArchTest
    static void enoughClassesAreSeen(JavaClasses seen) {
        assertThat(seen.size()).isGreaterThanOrEqualTo(LEAST_CLASSES);
        for (String part : List.of("problem", "engine", "aws", "localcloud", "cli")) {
            assertThat(seen)
                    .as("classes of " + part)
                    .anyMatch(each -> each.getPackageName().startsWith(ROOT + "." + part));
        }
    }

    @ArchTest static final ArchRule PROBLEM = onlyUses("problem");

    @ArchTest static final ArchRule MODEL = onlyUses("model", "problem");

    @ArchTest static final ArchRule SIMULATION = onlyUses("simulation", "model", "problem");

    @ArchTest static final ArchRule CONFIG = onlyUses("config", "model", "problem");

    @ArchTest static final ArchRule ENGINE = onlyUses("engine", "problem");

    @ArchTest static final ArchRule AWS = onlyUses("aws", "engine", "problem");

    @ArchTest
    static final ArchRule BLUEPRINT =
            onlyUses("blueprint", "model", "engine", "aws.kind", "spotinst", "problem");

    @ArchTest static final ArchRule SPOTINST = onlyUses("spotinst", "aws", "engine", "problem");

    @ArchTest
    static final ArchRule GRAPH =
            onlyUses("graph", "engine", "aws.kind", "spotinst", "blueprint", "problem");

    @ArchTest
    static final ArchRule WORKFLOW = onlyUses("workflow", "aws", "engine", "model", "problem");

    @ArchTest static final ArchRule DISCOVERY = onlyUses("discovery", "aws", "problem");

    @ArchTest static final ArchRule REACTOR = onlyUses("reactor", "aws", "problem");

    @ArchTest static final ArchRule CONSOLE = onlyUses("console", "engine", "problem");

    @ArchTest static final ArchRule REMOTE = onlyUses("remote", "problem");

    @ArchTest
    static final ArchRule SSH_ONLY_WHERE_IT_IS_SPOKEN =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".remote..")
                    .and()
                    .resideInAPackage(ROOT + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.sshd..");

    @ArchTest static final ArchRule LOCALCLOUD = onlyUses("localcloud");

    /** Blueprints and pictures are pure: they use the kinds' records, and call no handler. */
    @ArchTest
    static final ArchRule BLUEPRINT_USES_NO_HANDLER =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".blueprint..", ROOT + ".graph..")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo("dev.sila.engine.Kind")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SDK_ONLY_WHERE_AWS_IS_SPOKEN =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".aws..", ROOT + ".localcloud..")
                    .and()
                    .resideInAPackage(ROOT + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule REFLECTION_IN_TWO_PLACES =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".localcloud.wire..")
                    .and()
                    .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.engine\\.Shape(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
                    .orShould(callReflectiveMethodsOfClass())
                    .as("only engine.Shape and localcloud.wire use reflection");

    @ArchTest
    static final ArchRule STANDARD_STREAMS_ONLY_ON_THE_COMMAND_LINE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .accessField(System.class, "in");

    /** What the local cloud's services store is the account that they play, and changes with it. */
    @ArchTest
    static final ArchRule INSTANCE_FIELDS_ARE_FINAL =
            fields().that()
                    .areNotStatic()
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage(ROOT + ".localcloud.service..")
                    .and(areNotExempt())
                    .should()
                    .beFinal();

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule SPECS_ARE_PUBLIC_RECORDS =
            classes()
                    .that(assignableTo(Spec.class).as("are specs"))
                    .and()
                    .areNotInterfaces()
                    .should()
                    .beRecords()
                    .andShould()
                    .bePublic();

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(resideInANullMarkedPackage());

    /** A rule for a part that may use these parts, itself and nothing else of ours. */
    private static ArchRule onlyUses(String part, String... others) {
        String[] allowed =
                Stream.concat(Stream.of(part), Arrays.stream(others))
                        .map(each -> ROOT + "." + each + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + part + "..")
                .should()
                .dependOnClassesThat(
                        ours().and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .as(part + " uses nothing of ours but itself" + described(others))
                // Some parts of the design are not written yet.
                .allowEmptyShould(true);
    }

    private static String described(String... others) {
        return others.length == 0 ? "" : ", " + String.join(", ", others);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage(ROOT, ROOT + "..");
    }

    /** What picocli fills in, builders, and the named exceptions. */
    private static DescribedPredicate<JavaField> areNotExempt() {
        return DescribedPredicate.describe(
                "are not set by picocli and not of a builder or a named exception",
                field ->
                        !MUTABLE.contains(field.getOwner().getName())
                                && !field.getOwner().getSimpleName().equals("Builder")
                                && field.getAnnotations().stream()
                                        .noneMatch(each ->
                                                each.getRawType()
                                                        .getPackageName()
                                                        .equals("picocli")));
    }

    private static ArchCondition<JavaClass> callReflectiveMethodsOfClass() {
        Set<String> reflective =
                Set.of(
                        "getRecordComponents",
                        "getMethods",
                        "getDeclaredMethods",
                        "getDeclaredFields",
                        "getDeclaredConstructor",
                        "getDeclaredConstructors",
                        "forName");
        return new ArchCondition<>("call reflective methods of Class") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isEquivalentTo(Class.class))
                        .filter(call -> reflective.contains(call.getTarget().getName()))
                        .forEach(call ->
                                events.add(
                                        SimpleConditionEvent.satisfied(
                                                call, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package annotated with @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    item, item.getPackageName() + " lacks @NullMarked"));
                }
            }
        };
    }
}
