package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.aws.hold.Holdings;
import dev.sila.aws.hold.Holdup;
import dev.sila.engine.Found;
import dev.sila.engine.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;

/** What the kinds of a network do alike. */
final class NetworkCalls {
    private final Ec2Client ec2;
    private final Waiter waiter;
    private final Holdings holdings;

    NetworkCalls(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
        this.holdings = new Holdings(ec2);
    }

    /**
     * A call about something that was made a moment ago and may not be known everywhere yet. AWS:
     * "<a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">eventual
     * consistency</a>".
     */
    <T> T whenVisible(String what, Supplier<T> call) {
        Wait wait = Wait.brief(what + " to be visible everywhere in AWS", 3);
        return waiter.retryWhile(wait, AwsErrors::notYetVisible, call);
    }

    /**
     * A call that takes something away: repeated as long as something else still uses it, and
     * content if it is gone already.
     *
     * @param what what goes and what may hold it up, for people
     */
    void untilGone(String what, Runnable call) {
        Wait wait =
                new Wait(
                        what + " to be let go by what still uses it",
                        Duration.ofMinutes(1),
                        waiter.patience());
        try {
            waiter.retryWhile(wait, new HeldUp(), once(call));
        } catch (RuntimeException e) {
            if (!AwsErrors.notFound(e)) {
                throw e;
            }
        }
    }

    /**
     * The same for a resource that is deleted: what is in the way is looked for and named while it
     * is waited for, and when that is given up.
     */
    void untilGone(Found<?> found, Runnable call) {
        String what = found.key().noun() + " " + found.state().name() + " (" + found.id() + ")";
        Holdup holdup = new Holdup(holdings, what, found.id(), waiter.patience());
        try {
            waiter.retryWhile(holdup.begin(), new HeldUp(), holdup::after, once(call));
        } catch (RuntimeException e) {
            if (AwsErrors.dependency(e)) {
                throw holdup.givenUp(e);
            }
            if (!AwsErrors.notFound(e)) {
                throw e;
            }
        }
    }

    private static Supplier<Boolean> once(Runnable call) {
        return () -> {
            call.run();
            return true;
        };
    }

    /** Puts on the wanted tags that are missing or have another value; others stay. */
    void retag(String id, Tags found, Tags wanted) {
        Map<String, String> missing = new TreeMap<>(wanted.values());
        missing.entrySet().removeAll(found.values().entrySet());
        if (!missing.isEmpty()) {
            ec2.createTags(
                    CreateTagsRequest.builder()
                            .resources(id)
                            .tags(AwsTags.ec2(new Tags(missing)))
                            .build());
        }
    }
}
