package dev.sila.localcloud.refusal;

import java.util.ArrayList;
import java.util.List;

/** Everything that the local cloud is known to refuse as AWS does. */
final class Corpora {
    private Corpora() {}

    static List<Corpus> all() {
        List<Corpus> corpora = new ArrayList<>();
        corpora.add(new StsRefusals());
        corpora.add(new SecondBalancerRefusals());
        corpora.add(new ListenerRefusals());
        corpora.add(new TargetGroupRefusals());
        corpora.add(new ClassicBalancerRefusals());
        corpora.add(new ScalingGroupRefusals());
        corpora.add(new ScalingPolicyRefusals());
        corpora.add(new ScalingInstanceRefusals());
        corpora.add(new IamRefusals());
        corpora.add(new IamPolicyRefusals());
        corpora.add(new IamProviderRefusals());
        corpora.add(new SqsRefusals());
        corpora.add(new SnsRefusals());
        corpora.add(new EventBridgeRefusals());
        corpora.add(new CloudWatchRefusals());
        return corpora;
    }
}
