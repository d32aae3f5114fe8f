package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation that the local cloud has is called, succeeds, and answers with what AWS's model
 * demands, as the SDK's own unmarshaller reads it.
 */
class EveryOperationTest {
    static Stream<String> services() {
        try (Rig rig = new Rig()) {
            return rig.local().services().stream().map(Service::id).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void isCalledAndAnswersInFull(String id) {
        Recorder recorder = new Recorder();
        Set<String> operations = Set.of();
        for (Tour tour : Tours.ALL) {
            if (tour.service().equals(id)) {
                try (Rig rig = new Rig(List.of(recorder))) {
                    operations = operations(rig, id);
                    tour.walk(rig);
                }
            }
        }
        List<Reply> replies = recorder.replies().stream().filter(each -> each.isOf(id)).toList();
        assertThat(replies.stream().flatMap(each -> ReplyRules.problems(each).stream()).distinct())
                .isEmpty();
        Set<String> called = replies.stream().map(Reply::operation).collect(Collectors.toSet());
        assertThat(new TreeSet<>(called)).isNotEmpty().isEqualTo(operations);
    }

    private static Set<String> operations(Rig rig, String id) {
        return rig.local().services().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow()
                .operations();
    }
}
