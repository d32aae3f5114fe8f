package dev.sila.aws.lease;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

/**
 * Gives one run at a time the right to change an environment. A lease is a launch template that
 * nobody launches from: its name is unique in the account and region, so of two who create it one
 * is refused, and its identifier is never given again, so that what is deleted is the lease that
 * was looked at and no later one. The reasons are in {@code docs/decisions/0010-lease.md}.
 */
public final class Leases {
    /** How long a lease lasts unless it is renewed. */
    public static final Duration TERM = Duration.ofMinutes(2);

    /** How often its owner renews it: three may fail before it ends. */
    public static final Duration RENEWAL = Duration.ofSeconds(30);

    /** So long before the end its owner begins nothing new any more. */
    static final Duration MARGIN = Duration.ofSeconds(15);

    /** Some runs take seconds and some half an hour; this decides how often is looked. */
    private static final Duration USUALLY = Duration.ofMinutes(1);

    private final Tools tools;
    private final Waiter waiter;

    /** What leases work with. */
    record Tools(Ec2Client ec2, Clock clock, Consumer<String> told) {}

    /**
     * @param told is told in a sentence what a user should know
     */
    public Leases(Ec2Client ec2, Waiter waiter, Clock clock, Consumer<String> told) {
        this.tools = new Tools(ec2, clock, told);
        this.waiter = waiter;
    }

    /**
     * The lease, once it is this run's.
     *
     * @param patience how long to wait for another run's end; zero refuses at once
     * @throws ProblemException that says who holds it, if it does not end in time
     */
    public Lease take(String environment, Owner owner, Duration patience) {
        Attempt attempt = new Attempt(environment, owner);
        Optional<Lease> free = attempt.look();
        if (free.isPresent()) {
            return free.get();
        }
        Wait wait =
                new Wait(
                        "environment " + environment + ", which is changed by " + attempt.holder(),
                        USUALLY,
                        patience);
        try {
            return waiter.untilPresent(wait, attempt::look);
        } catch (ProblemException failure) {
            if (failure.problems().getFirst().where().equals(wait.what())) {
                throw new ProblemException(attempt.refusal());
            }
            throw failure;
        }
    }

    /** The name of the launch template. */
    static String name(String environment) {
        return "sila-lease-" + environment;
    }

    /**
     * What is there now.
     *
     * @param ahead how far AWS's clock is ahead of this one
     */
    private record Sight(Optional<Holder> holder, Duration ahead) {}

    private Sight sight(String environment) {
        DescribeLaunchTemplatesResponse answer =
                tools.ec2()
                        .describeLaunchTemplates(
                                DescribeLaunchTemplatesRequest.builder()
                                        .filters(
                                                Filter.builder()
                                                        .name("launch-template-name")
                                                        .values(name(environment))
                                                        .build())
                                        .build());
        Instant here = tools.clock().instant();
        Instant there = time(answer).orElse(here);
        Optional<Holder> holder =
                answer.launchTemplates().stream()
                        .findFirst()
                        .map(each -> holder(each, environment, there));
        return new Sight(holder, Duration.between(here, there));
    }

    private static Holder holder(LaunchTemplate template, String environment, Instant now) {
        Tags tags = AwsTags.fromEc2(template.tags());
        if (!environment.equals(tags.values().get(Holder.LEASE))) {
            throw new ProblemException(
                    Problem.error(
                            "launch template " + template.launchTemplateName(),
                            "has the name of this environment's lease, but is none.",
                            "Rename or delete it."));
        }
        return Holder.of(template.launchTemplateId(), tags, now);
    }

    /** AWS's time, from the answer's header. */
    private static Optional<Instant> time(DescribeLaunchTemplatesResponse answer) {
        try {
            return answer.sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .map(each -> ZonedDateTime.parse(each, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What came of a look.
     *
     * @param lease empty if a living run has it
     */
    private record Answer(Optional<Lease> lease) {
        static final Answer TAKEN = new Answer(Optional.empty());

        static Answer of(Lease lease) {
            return new Answer(Optional.of(lease));
        }
    }

    /** One run's attempt to take one lease. */
    private final class Attempt {
        private final String environment;
        private final Owner owner;
        private final String token = UUID.randomUUID().toString();
        private final AtomicReference<Optional<Holder>> last =
                new AtomicReference<>(Optional.empty());
        private final AtomicReference<Optional<Lease.Moment>> asked =
                new AtomicReference<>(Optional.empty());
        private final Set<String> takenOver = new HashSet<>();

        Attempt(String environment, Owner owner) {
            this.environment = environment;
            this.owner = owner;
        }

        String holder() {
            return last.get().map(Holder::inWords).orElse("another run");
        }

        Problem refusal() {
            return last.get().orElseThrow().refusal();
        }

        /**
         * The lease, or empty if a living run has it. What AWS says of a lease that just went may
         * be old for a moment: then it is looked again.
         */
        Optional<Lease> look() {
            Wait wait = Wait.brief("the lease of " + environment + " to be seen alike by all", 1);
            return waiter.untilPresent(wait, this::once).lease();
        }

        /** Empty: look again. */
        private Optional<Answer> once() {
            Sight sight = sight(environment);
            if (sight.holder().isPresent()) {
                Holder holder = sight.holder().get();
                if (holder.token().equals(token)) {
                    return Optional.of(
                            Answer.of(lease(sight, holder.id(), asked.get().orElseThrow())));
                }
                if (!holder.expired() && !holder.owner().goneFor(owner)) {
                    last.set(Optional.of(holder));
                    return Optional.of(Answer.TAKEN);
                }
                end(holder);
            }
            return create(sight).map(Answer::of);
        }

        private Lease lease(Sight sight, String id, Lease.Moment begun) {
            return new Lease(tools, sight.ahead(), environment, id, begun);
        }

        /** Deletes the lease of a run that is dead; by its identifier, so never another's. */
        private void end(Holder holder) {
            if (takenOver.add(holder.id())) {
                tools.told()
                        .accept(
                                "Taking over from "
                                        + holder.inWords()
                                        + (holder.expired()
                                                ? ", which has not renewed its lease."
                                                : ", which is not running any more."));
            }
            try {
                tools.ec2()
                        .deleteLaunchTemplate(
                                DeleteLaunchTemplateRequest.builder()
                                        .launchTemplateId(holder.id())
                                        .build());
            } catch (RuntimeException failure) {
                if (!AwsErrors.notFound(failure)) {
                    throw failure;
                }
            }
        }

        /** Empty if somebody else was quicker, or what was deleted is still in the way. */
        private Optional<Lease> create(Sight sight) {
            Lease.Moment begun = Lease.Moment.now(tools.clock());
            asked.compareAndSet(Optional.empty(), Optional.of(begun));
            Instant since = begun.wall().plus(sight.ahead());
            Tags tags = Holder.tags(environment, token, owner, since, since.plus(TERM));
            CreateLaunchTemplateRequest request =
                    CreateLaunchTemplateRequest.builder()
                            .launchTemplateName(name(environment))
                            .clientToken(token)
                            .versionDescription("A lease of Sila, not for launching.")
                            .launchTemplateData(content())
                            .tagSpecifications(AwsTags.ec2(ResourceType.LAUNCH_TEMPLATE, tags))
                            .build();
            try {
                String id =
                        tools.ec2()
                                .createLaunchTemplate(request)
                                .launchTemplate()
                                .launchTemplateId();
                return Optional.of(lease(sight, id, begun));
            } catch (RuntimeException failure) {
                if (!AwsErrors.alreadyExists(failure)) {
                    throw failure;
                }
                return Optional.empty();
            }
        }

        /** A template must say something; it names no image, so that nothing can be launched. */
        private static RequestLaunchTemplateData content() {
            return RequestLaunchTemplateData.builder()
                    .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                    .build();
        }
    }
}
