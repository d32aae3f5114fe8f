package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.Resource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The event history. */
final class CloudTrailTour implements Tour {
    @Override
    public String service() {
        return "CloudTrail";
    }

    @Override
    public void walk(Rig rig) {
        CloudTrailClient trail = rig.client(CloudTrailClient.builder());
        String vpc = rig.ec2().createVpc(request -> request.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        rig.ssm()
                .putParameter(request ->
                        request.name("/a").value("very secret").type(ParameterType.SECURE_STRING));
        assertThatThrownBy(() ->
                        rig.ec2().deleteVpc(request -> request.vpcId("vpc-0123456789abcdef0")))
                .isInstanceOf(Ec2Exception.class);
        rig.ec2().describeVpcs();
        assertThat(lookUp(trail, null, "")).isEmpty();
        rig.pass(Duration.ofMinutes(5));
        assertThat(lookUp(trail, null, ""))
                .extracting(Event::eventName)
                .containsExactly("DeleteVpc", "PutParameter", "CreateVpc");
        contents(trail, vpc);
        selections(rig, trail);
        rig.pass(Duration.ofDays(90));
        assertThat(lookUp(trail, null, "")).isEmpty();
        assertThat(trail.describeTrails().trailList()).isEmpty();
    }

    private static void contents(CloudTrailClient trail, String vpc) {
        Event made = lookUp(trail, LookupAttributeKey.RESOURCE_NAME, vpc).getFirst();
        assertThat(made.resources())
                .contains(
                        Resource.builder().resourceType("AWS::EC2::VPC").resourceName(vpc).build());
        assertThat(made.username()).isEqualTo("root");
        assertThat(made.cloudTrailEvent())
                .contains("\"eventSource\":\"ec2.amazonaws.com\"", "\"cidrBlock\":\"10.9.0.0/16\"")
                .contains("\"type\":\"Root\"", "\"awsRegion\":\"us-east-1\"");
        Event refused = lookUp(trail, LookupAttributeKey.EVENT_NAME, "DeleteVpc").getFirst();
        assertThat(refused.cloudTrailEvent())
                .contains("\"errorCode\":\"Client.InvalidVpcID.NotFound\"");
        Event secret =
                lookUp(trail, LookupAttributeKey.EVENT_SOURCE, "ssm.amazonaws.com").getFirst();
        assertThat(secret.cloudTrailEvent())
                .contains("HIDDEN_DUE_TO_SECURITY_REASONS")
                .doesNotContain("very secret");
        assertThat(lookUp(trail, LookupAttributeKey.EVENT_ID, made.eventId())).hasSize(1);
    }

    private static void selections(Rig rig, CloudTrailClient trail) {
        assertThat(lookUp(trail, LookupAttributeKey.READ_ONLY, "true")).isEmpty();
        assertThat(lookUp(trail, LookupAttributeKey.ACCESS_KEY_ID, "local")).hasSize(3);
        assertThat(
                        trail
                                .lookupEventsPaginator(
                                        LookupEventsRequest.builder().maxResults(1).build())
                                .events()
                                .stream())
                .hasSize(3);
        assertThat(
                        trail.lookupEvents(request ->
                                        request.startTime(rig.now().minus(Duration.ofMinutes(1))))
                                .events())
                .isEmpty();
        assertThat(
                        trail.lookupEvents(request -> request.eventCategory(EventCategory.INSIGHT))
                                .events())
                .isEmpty();
    }

    private static List<Event> lookUp(
            CloudTrailClient trail, @Nullable LookupAttributeKey key, String value) {
        LookupEventsRequest.Builder request = LookupEventsRequest.builder();
        if (key != null) {
            request.lookupAttributes(
                    LookupAttribute.builder().attributeKey(key).attributeValue(value).build());
        }
        return trail.lookupEvents(request.build()).events();
    }
}
