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
        corpora.add(new IamUserRefusals());
        corpora.add(new IamPolicyRefusals());
        corpora.add(new IamProviderRefusals());
        corpora.add(new SqsRefusals());
        corpora.add(new SqsMessageRefusals());
        corpora.add(new SnsRefusals());
        corpora.add(new SnsMessageRefusals());
        corpora.add(new EventBridgeRefusals());
        corpora.add(new CloudWatchRefusals());
        corpora.add(new KeyPairRefusals());
        corpora.add(new LaunchRefusals());
        corpora.add(new LaunchPartRefusals());
        corpora.add(new InstanceRefusals());
        corpora.add(new VolumeRefusals());
        corpora.add(new ImageRefusals());
        corpora.add(new LaunchTemplateRefusals());
        corpora.add(new IdentifierRefusals());
        corpora.add(new VpcRefusals());
        corpora.add(new RoutingRefusals());
        corpora.add(new GatewayRefusals());
        corpora.add(new InterfaceRefusals());
        corpora.add(new AddressRefusals());
        corpora.add(new PeeringRefusals());
        corpora.add(new SecurityRefusals());
        corpora.add(new ClassicListenerRefusals());
        corpora.add(new SecondBalancerChangeRefusals());
        corpora.add(new RuleRefusals());
        corpora.add(new DocumentRefusals());
        corpora.add(new ParameterRefusals());
        corpora.add(new CommandRefusals());
        corpora.add(new WindowRefusals());
        corpora.add(new CloudTrailRefusals());
        corpora.add(new ServiceQuotasRefusals());
        corpora.add(new S3BucketRefusals());
        corpora.add(new S3ObjectRefusals());
        corpora.add(new S3UploadRefusals());
        corpora.add(new S3ConfigurationRefusals());
        corpora.add(new CloudWatchMetricRefusals());
        return corpora;
    }
}
