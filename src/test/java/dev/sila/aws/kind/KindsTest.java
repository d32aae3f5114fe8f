package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sila.aws.Clients;
import dev.sila.aws.Session;
import dev.sila.aws.Settings;
import dev.sila.aws.Time;
import dev.sila.aws.Transport;
import dev.sila.aws.Waiter;
import dev.sila.engine.Kind;
import dev.sila.engine.Spec;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KindsTest {
    @Test
    void listsOneKindForEverySpecOfThePackage() {
        // The SDK's classes need not be read to see what implements our own interface.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        Set<String> specs =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dev.sila.aws.kind")
                                .stream()
                                .filter(each -> each.isAssignableTo(Spec.class))
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.toSet());

        assertThat(specs).hasSizeGreaterThanOrEqualTo(16);
        assertThat(all().stream().map(each -> each.type().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(specs);
    }

    @Test
    void whatCannotChangeInPlaceIsAComponentOfTheSpec() {
        for (Kind<?> kind : all()) {
            Set<String> components =
                    java.util.Arrays.stream(kind.type().getRecordComponents())
                            .map(each -> each.getName())
                            .collect(Collectors.toSet());
            assertThat(components).as(kind.type().getSimpleName()).containsAll(kind.immutable());
        }
    }

    private static List<Kind<?>> all() {
        Waiter waiter = new Waiter(Time.real(), (wait, soFar) -> {});
        Session session = Session.unrecorded("test", "run", Time.real(), waiter);
        try (Clients clients = new Clients(Settings.local("us-east-1"), new Transport(), session)) {
            return Kinds.all(clients, waiter, Clock.systemUTC());
        }
    }
}
