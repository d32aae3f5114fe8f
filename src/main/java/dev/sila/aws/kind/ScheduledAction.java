package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Worded;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/**
 * The sizes that a group gets again and again at a time.
 *
 * @param name the group's spec name, {@code _}, and the recurrence with {@code _} for white space
 *     and {@code star} for {@code *}; AWS knows the action by it, too
 * @param recurrence five cron fields
 * @param timeZone in which they are meant, by its IANA name
 */
public record ScheduledAction(
        String name, Ref<AutoScalingGroup> group, String recurrence, String timeZone, Sizes sizes)
        implements Spec {
    /** The time zone of an action that names none. */
    public static final String UTC = "Etc/UTC";

    /** The name of the action that comes at these times. */
    public static String name(Ref<AutoScalingGroup> group, String recurrence) {
        return prefix(group.name()) + recurrence.replace("*", "star").replaceAll("\\s+", "_");
    }

    private static String prefix(String group) {
        return group + "_";
    }

    /** What is set then; null is left as it is. */
    public record Sizes(
            @Nullable Integer minSize, @Nullable Integer maxSize, @Nullable Integer desiredCapacity)
            implements Worded {
        @Override
        public String inWords() {
            return Stream.of(
                            word("min ", minSize),
                            word("max ", maxSize),
                            word("desired ", desiredCapacity))
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        private static String word(String name, @Nullable Integer size) {
            return size == null ? "" : name + size;
        }

        /** Whether the others set everything that these do. */
        boolean within(Sizes others) {
            return (minSize == null || others.minSize != null)
                    && (maxSize == null || others.maxSize != null)
                    && (desiredCapacity == null || others.desiredCapacity != null);
        }
    }

    /**
     * Finds and keeps scheduled actions. They have no tags: one belongs to the part that owns its
     * group. Those of other names are somebody else's, and never seen, changed or deleted.
     */
    public static final class Handler implements Kind<ScheduledAction> {
        /** The real name of the action's group. */
        static final Attr GROUP = new Attr("group");

        /** The most that a page of DescribeScheduledActions holds. */
        private static final int PAGE = 100;

        private final AutoScalingClient autoScaling;

        public Handler(AutoScalingClient autoScaling) {
            this.autoScaling = autoScaling;
        }

        @Override
        public Class<ScheduledAction> type() {
            return ScheduledAction.class;
        }

        /** An action belongs to its group and cannot move to another. */
        @Override
        public Set<String> immutable() {
            return Set.of("group");
        }

        /**
         * Asks for the actions of one group by its name, of several by no name: the call takes only
         * one.
         */
        @Override
        public List<Found<ScheduledAction>> find(Scope scope, World world) {
            Map<String, Found<AutoScalingGroup>> groups = new HashMap<>();
            world.found(AutoScalingGroup.class).forEach(each -> groups.put(each.id(), each));
            if (groups.isEmpty()) {
                return List.of();
            }
            DescribeScheduledActionsRequest request =
                    DescribeScheduledActionsRequest.builder()
                            .autoScalingGroupName(
                                    groups.size() == 1 ? groups.keySet().iterator().next() : null)
                            .maxRecords(PAGE)
                            .build();
            List<Found<ScheduledAction>> found = new ArrayList<>();
            for (var action :
                    autoScaling
                            .describeScheduledActionsPaginator(request)
                            .scheduledUpdateGroupActions()) {
                Found<AutoScalingGroup> group = groups.get(action.autoScalingGroupName());
                if (group != null && ours(action, group)) {
                    found.add(
                            new Found<>(
                                    id(group.id(), action.scheduledActionName()),
                                    state(action, group, world),
                                    attrs(group)));
                }
            }
            return found;
        }

        private static boolean ours(
                ScheduledUpdateGroupAction action, Found<AutoScalingGroup> group) {
            return action.recurrence() != null
                    && action.scheduledActionName().startsWith(prefix(group.state().name()));
        }

        private static Map<Attr, String> attrs(Found<AutoScalingGroup> group) {
            return group.part() == null
                    ? Map.of(GROUP, group.id())
                    : Map.of(GROUP, group.id(), Attr.PART, group.part());
        }

        private static ScheduledAction state(
                ScheduledUpdateGroupAction action, Found<AutoScalingGroup> group, World world) {
            return new ScheduledAction(
                    action.scheduledActionName(),
                    world.ref(AutoScalingGroup.class, group.id()),
                    action.recurrence(),
                    Objects.requireNonNullElse(action.timeZone(), UTC),
                    new Sizes(action.minSize(), action.maxSize(), action.desiredCapacity()));
        }

        @Override
        public String create(Scope scope, ScheduledAction wanted, Ids ids) {
            String group = ids.of(wanted.group());
            put(group, wanted);
            return id(group, wanted.name());
        }

        private static String id(String group, String name) {
            return group + "/" + name;
        }

        /**
         * A size that is not said may stay as it was, so an action that loses one is made anew. A
         * death in between leaves none, which the next run makes.
         */
        @Override
        public void update(
                Found<ScheduledAction> found, ScheduledAction wanted, Diff diff, Ids ids) {
            if (!found.state().sizes().within(wanted.sizes())) {
                delete(found);
            }
            put(found.attrs().getOrDefault(GROUP, ""), wanted);
        }

        private void put(String group, ScheduledAction wanted) {
            autoScaling.putScheduledUpdateGroupAction(
                    PutScheduledUpdateGroupActionRequest.builder()
                            .autoScalingGroupName(group)
                            .scheduledActionName(wanted.name())
                            .recurrence(wanted.recurrence())
                            .timeZone(wanted.timeZone())
                            .minSize(wanted.sizes().minSize())
                            .maxSize(wanted.sizes().maxSize())
                            .desiredCapacity(wanted.sizes().desiredCapacity())
                            .build());
        }

        @Override
        public void delete(Found<ScheduledAction> found) {
            AwsErrors.unlessGone(() ->
                    autoScaling.deleteScheduledAction(
                            DeleteScheduledActionRequest.builder()
                                    .autoScalingGroupName(found.attrs().get(GROUP))
                                    .scheduledActionName(found.state().name())
                                    .build()));
        }
    }
}
