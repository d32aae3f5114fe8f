package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link Topic}s ask of AWS. */
final class TopicFootprint implements Footprint<Topic> {
    @Override
    public Class<Topic> type() {
        return Topic.class;
    }

    @Override
    public void look(Topic state, Effort effort) {
        effort.call("sns", "ListTopics");
        effort.call("sns", "ListTagsForResource");
    }

    @Override
    public void create(Topic wanted, Change.@Nullable Replace<Topic> instead, Effort effort) {
        effort.call("sns", "CreateTopic")
                .makes("arn:aws:sns:*:*:" + wanted.name(), "sns:TagResource");
    }

    @Override
    public void update(Found<Topic> found, Topic wanted, Diff diff, Effort effort) {
        effort.call("sns", "TagResource").marked();
    }

    @Override
    public void delete(Found<Topic> found, Effort effort) {
        effort.call("sns", "DeleteTopic").marked();
    }
}
