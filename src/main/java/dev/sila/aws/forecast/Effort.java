package dev.sila.aws.forecast;

import dev.sila.engine.Key;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what one change asks of AWS; {@link Footprint}s write into it. */
public final class Effort {
    private final Scope scope;
    private final Surroundings world;
    private final Set<Key> before;
    private final List<Call> calls = new ArrayList<>();
    private Duration waiting = Duration.ZERO;

    /**
     * What stands around a change.
     *
     * @param found what was found
     * @param wanted what the plan wants
     * @param goingFirst what is deleted before something new can be made in its place
     */
    record Surroundings(List<Spec> found, List<Spec> wanted, Set<Key> goingFirst) {
        static final Surroundings NONE = new Surroundings(List.of(), List.of(), Set.of());
    }

    /**
     * @param before what is deleted before this change begins
     */
    Effort(Scope scope, Surroundings world, Set<Key> before) {
        this.scope = scope;
        this.world = world;
        this.before = before;
    }

    /** What a reference leads to, as the plan wants it or as it was found. */
    public <S extends Spec> Optional<S> spec(Ref<S> ref) {
        return Stream.concat(wanted(ref.type()).stream(), found(ref.type()).stream())
                .filter(each -> each.name().equals(ref.name()))
                .findFirst();
    }

    /** Everything of that kind that was found, with the names of what it refers to. */
    public <S extends Spec> List<S> found(Class<S> type) {
        return world.found().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * Whether what was found by that name goes before this change, or before something new is made
     * in its place.
     */
    public boolean goesFirst(Ref<?> ref) {
        return before.contains(ref.key()) || world.goingFirst().contains(ref.key());
    }

    /** Everything of that kind that is wanted. */
    public <S extends Spec> List<S> wanted(Class<S> type) {
        return world.wanted().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What the plan is about. */
    public Scope scope() {
        return scope;
    }

    /** One call to EC2. */
    public Call ec2(String action) {
        return call("ec2", action);
    }

    /**
     * One call.
     *
     * @param service as {@link dev.sila.aws.Calls} counts it, such as {@code ec2}
     */
    public Call call(String service, String action) {
        Call call = new Call(service, action);
        calls.add(call);
        return call;
    }

    /** The change is done only that much later than its calls are answered. */
    public void takes(Duration usually) {
        waiting = waiting.plus(usually);
    }

    /** The calls in their order; none that happen no time. */
    List<Call> calls() {
        return calls.stream().filter(each -> each.times > 0).toList();
    }

    Duration waiting() {
        return waiting;
    }

    /**
     * Calls of one action, and what a policy must allow for them: the action on anything, unless
     * something narrower is said.
     */
    public final class Call {
        private final String service;
        private final String action;
        private final List<Permission> permissions = new ArrayList<>();
        private int times = 1;
        private boolean orMore;
        private boolean narrowed;

        private Call(String service, String action) {
            this.service = service;
            this.action = action;
        }

        /** So many of them, also 0. */
        public Call times(int number) {
            times = number;
            return this;
        }

        /** Repeated until AWS is where it shall be, so there may be more. */
        public Call orMore() {
            orMore = true;
            return this;
        }

        /** Goes to a service that is not AWS's: no policy has to allow it. */
        public Call outside() {
            narrowed = true;
            return this;
        }

        /** Changes something of the environment: whatever it touches carries its mark. */
        public Call marked() {
            return needs(name(), "*", Permission.marked(scope));
        }

        /** Changes something of another environment, with which this one is peered. */
        public Call markedAs(String environment) {
            return needs(name(), "*", Permission.marked(new Scope(environment, Set.of())));
        }

        /** On these resources only. */
        public Call on(String resource) {
            return needs(name(), resource, Map.of());
        }

        /** Makes a resource of this type of EC2's, tagged in the same call. */
        public Call makes(String type) {
            return makes("arn:aws:ec2:*:*:" + type + "/*", "ec2:CreateTags", "ec2:CreateAction");
        }

        /** Makes a resource, tagged in the same call. */
        public Call makesTagged(String resource) {
            return needs(name(), resource, Permission.marking(scope));
        }

        /**
         * Makes a resource, tagged in the same call.
         *
         * @param tagging the action that a policy must allow for the tags
         */
        public Call makes(String resource, String tagging) {
            return makesTagged(resource)
                    .and(new Permission(tagging, resource, Permission.marking(scope)));
        }

        /**
         * Makes a resource, tagged in the same call.
         *
         * @param tagging the action that a policy must allow for the tags
         * @param key the condition key that tells for which call
         */
        public Call makes(String resource, String tagging, String key) {
            return makesTagged(resource).tags(resource, tagging, key);
        }

        /** Tags what it makes; the rest is as of {@link #makes(String, String, String)}. */
        public Call tags(String resource, String tagging, String key) {
            Map<String, String> conditions = new HashMap<>(Permission.marking(scope));
            conditions.put(key, action);
            return and(new Permission(tagging, resource, conditions));
        }

        private Call needs(String needed, String resource, Map<String, String> conditions) {
            narrowed = true;
            return and(new Permission(needed, resource, conditions));
        }

        /** A policy must allow this as well, though no call of that name is made. */
        public Call and(Permission permission) {
            permissions.add(permission);
            return this;
        }

        /** As policies name it. */
        private String name() {
            return PolicyNames.action(service, action);
        }

        String service() {
            return service;
        }

        String action() {
            return action;
        }

        int times() {
            return times;
        }

        boolean isOrMore() {
            return orMore;
        }

        List<Permission> permissions() {
            List<Permission> all = new ArrayList<>(permissions);
            if (!narrowed) {
                all.add(new Permission(name(), "*", Map.of()));
            }
            return all;
        }
    }
}
