package dev.sila.localcloud.refusal;

import java.util.List;

/** Everything that the local cloud is known to refuse as AWS does. */
final class Corpora {
    static final List<Corpus> ALL =
            List.of(
                    new StsRefusals(),
                    new SecondBalancerRefusals(),
                    new ListenerRefusals(),
                    new TargetGroupRefusals(),
                    new ClassicBalancerRefusals(),
                    new ScalingGroupRefusals(),
                    new ScalingPolicyRefusals(),
                    new ScalingInstanceRefusals(),
                    new IamRefusals(),
                    new IamUserRefusals(),
                    new IamPolicyRefusals(),
                    new IamProviderRefusals(),
                    new SqsRefusals(),
                    new SqsMessageRefusals(),
                    new SnsRefusals(),
                    new SnsMessageRefusals(),
                    new EventBridgeRefusals(),
                    new CloudWatchRefusals(),
                    new KeyPairRefusals(),
                    new LaunchRefusals(),
                    new LaunchPartRefusals(),
                    new InstanceRefusals(),
                    new VolumeRefusals(),
                    new ImageRefusals(),
                    new LaunchTemplateRefusals(),
                    new IdentifierRefusals(),
                    new VpcRefusals(),
                    new RoutingRefusals(),
                    new GatewayRefusals(),
                    new InterfaceRefusals(),
                    new AddressRefusals(),
                    new PeeringRefusals(),
                    new SecurityRefusals(),
                    new ClassicListenerRefusals(),
                    new SecondBalancerChangeRefusals(),
                    new RuleRefusals(),
                    new DocumentRefusals(),
                    new ParameterRefusals(),
                    new CommandRefusals(),
                    new WindowRefusals(),
                    new CloudTrailRefusals(),
                    new ServiceQuotasRefusals(),
                    new Route53Refusals(),
                    new Route53RecordRefusals(),
                    new LogsRefusals(),
                    new AcmRefusals(),
                    new S3BucketRefusals(),
                    new S3ObjectRefusals(),
                    new S3UploadRefusals(),
                    new S3ConfigurationRefusals(),
                    new CloudWatchMetricRefusals());

    private Corpora() {}
}
