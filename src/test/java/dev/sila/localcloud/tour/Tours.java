package dev.sila.localcloud.tour;

import java.util.ArrayList;
import java.util.List;

/** All tours: one or more for each service. */
final class Tours {
    private Tours() {}

    static List<Tour> all() {
        List<Tour> tours = new ArrayList<>();
        tours.add(new ClassicLinkTour());
        tours.add(new StsTour());
        tours.add(new VpcTour());
        tours.add(new RoutingTour());
        tours.add(new InterfaceTour());
        tours.add(new PeeringTour());
        tours.add(new EndpointTour());
        tours.add(new SecurityTour());
        tours.add(new KeyPairTour());
        tours.add(new InstanceTour());
        tours.add(new InstanceAttributeTour());
        tours.add(new VolumeTour());
        tours.add(new SnapshotTour());
        tours.add(new ImageTour());
        tours.add(new LaunchTemplateTour());
        tours.add(new SpotTour());
        tours.add(new SecondBalancerTour());
        tours.add(new ListenerTour());
        tours.add(new TargetGroupTour());
        tours.add(new ClassicBalancerTour());
        tours.add(new ClassicListenerTour());
        tours.add(new BalancerCertificateTour());
        tours.add(new ClassicCertificateTour());
        tours.add(new ScalingGroupsTour());
        tours.add(new ScalingPoliciesTour());
        tours.add(new DocumentTour());
        tours.add(new ParameterTour());
        tours.add(new CommandTour());
        tours.add(new AutomationTour());
        tours.add(new WindowTour());
        tours.add(new CloudTrailTour());
        tours.add(new ServiceQuotasTour());
        tours.add(new IamRolesTour());
        tours.add(new IamUsersTour());
        tours.add(new IamPoliciesTour());
        tours.add(new IamProvidersTour());
        tours.add(new SqsTour());
        tours.add(new SqsFifoTour());
        tours.add(new SnsTour());
        tours.add(new SnsHttpTour());
        tours.add(new EventBridgeTour());
        tours.add(new CloudWatchTour());
        tours.add(new CloudWatchAlarmTour());
        tours.add(new S3BucketsTour());
        tours.add(new S3ObjectsTour());
        tours.add(new S3UploadsTour());
        tours.add(new S3VersionsTour());
        return tours;
    }
}
