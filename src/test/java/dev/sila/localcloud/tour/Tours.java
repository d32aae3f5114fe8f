package dev.sila.localcloud.tour;

import java.util.List;

/** All tours: one or more for each service. */
final class Tours {
    static final List<Tour> ALL =
            List.of(
                    new ClassicLinkTour(),
                    new StsTour(),
                    new VpcTour(),
                    new RoutingTour(),
                    new InterfaceTour(),
                    new PeeringTour(),
                    new EndpointTour(),
                    new SecurityTour(),
                    new KeyPairTour(),
                    new InstanceTour(),
                    new InstanceAttributeTour(),
                    new VolumeTour(),
                    new SnapshotTour(),
                    new ImageTour(),
                    new LaunchTemplateTour(),
                    new SpotTour(),
                    new SecondBalancerTour(),
                    new ListenerTour(),
                    new TargetGroupTour(),
                    new ClassicBalancerTour(),
                    new ClassicListenerTour(),
                    new BalancerCertificateTour(),
                    new ClassicCertificateTour(),
                    new ScalingGroupsTour(),
                    new ScalingPoliciesTour(),
                    new DocumentTour(),
                    new ParameterTour(),
                    new CommandTour(),
                    new AutomationTour(),
                    new WindowTour(),
                    new CloudTrailTour(),
                    new ServiceQuotasTour(),
                    new IamRolesTour(),
                    new IamUsersTour(),
                    new IamPoliciesTour(),
                    new IamProvidersTour(),
                    new SqsTour(),
                    new SqsFifoTour(),
                    new SnsTour(),
                    new SnsHttpTour(),
                    new EventBridgeTour(),
                    new CloudWatchTour(),
                    new CloudWatchAlarmTour(),
                    new Route53Tour(),
                    new AcmTour(),
                    new LogsTour(),
                    new S3BucketsTour(),
                    new S3ObjectsTour(),
                    new S3UploadsTour(),
                    new S3VersionsTour());

    private Tours() {}
}
