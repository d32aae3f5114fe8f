package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;

/**
 * An SNS topic that tells people or programs about an environment. Stays when the environment goes,
 * so that nobody has to confirm a subscription again. Source: Asiaq's README, "Alarms".
 *
 * @param name the topic's name: the key of the notifications section, of which the part before the
 *     last {@code _} is the environment
 */
public record Topic(String name, Tags tags) implements Spec {

    /**
     * Finds, makes, tags and deletes topics. SNS lists an account's topics by name only, a hundred
     * at a time, so those whose name has the environment's in its place are asked for their tags,
     * which decide.
     */
    public static final class Handler implements Kind<Topic> {
        private final SnsClient sns;

        public Handler(SnsClient sns) {
            this.sns = sns;
        }

        @Override
        public Class<Topic> type() {
            return Topic.class;
        }

        @Override
        public List<Found<Topic>> find(Scope scope, World world) {
            return sns.listTopicsPaginator().topics().stream()
                    .map(software.amazon.awssdk.services.sns.model.Topic::topicArn)
                    .filter(arn -> named(name(arn), scope))
                    .flatMap(arn -> found(arn, scope))
                    .toList();
        }

        private static String name(String arn) {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        /** Whether the name has exactly the environment's before its last part. */
        private static boolean named(String name, Scope scope) {
            String[] parts = name.split("_", -1);
            return parts.length >= 2
                    && parts[parts.length - 2].equals(scope.environment().toLowerCase(Locale.ROOT));
        }

        private Stream<Found<Topic>> found(String arn, Scope scope) {
            Tags tags = tags(arn);
            return Ownership.marked(tags, scope)
                    ? Stream.of(new Found<>(arn, new Topic(name(arn), tags), AwsTags.attrs(tags)))
                    : Stream.empty();
        }

        /** None for a topic that was deleted in the meantime. */
        private Tags tags(String arn) {
            ListTagsForResourceRequest request =
                    ListTagsForResourceRequest.builder().resourceArn(arn).build();
            return AwsErrors.orIfGone(
                    Tags.NONE,
                    () ->
                            AwsTags.read(
                                    sns.listTagsForResource(request).tags(), Tag::key, Tag::value));
        }

        /** AWS refuses a name that a topic with other tags has, so nobody else's is taken over. */
        @Override
        public String create(Scope scope, Topic wanted, Ids ids) {
            if (!named(wanted.name(), scope)) {
                throw new IllegalArgumentException(
                        "the topic " + wanted.name() + " would not be found again");
            }
            CreateTopicRequest request =
                    CreateTopicRequest.builder()
                            .name(wanted.name())
                            .tags(list(Ownership.mark(wanted.tags(), scope)))
                            .build();
            try {
                return sns.createTopic(request).topicArn();
            } catch (InvalidParameterException e) {
                if (e.awsErrorDetails().errorMessage().contains("already exists")) {
                    throw Ownership.taken("topic " + wanted.name());
                }
                throw e;
            }
        }

        private static List<Tag> list(Tags tags) {
            return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
        }

        @Override
        public void update(Found<Topic> found, Topic wanted, Diff diff, Ids ids) {
            Map<String, String> missing = new TreeMap<>(wanted.tags().values());
            missing.entrySet().removeAll(found.state().tags().values().entrySet());
            sns.tagResource(
                    TagResourceRequest.builder()
                            .resourceArn(found.id())
                            .tags(list(new Tags(missing)))
                            .build());
        }

        /** What is gone already is no error to SNS. */
        @Override
        public void delete(Found<Topic> found) {
            sns.deleteTopic(DeleteTopicRequest.builder().topicArn(found.id()).build());
        }
    }
}
