package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.elbv2.AttributeTable.Change;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;

/** The certificates and attributes of listeners. */
public final class ListenerSettings {
    private final Elb elb;
    private final Listeners listeners;

    ListenerSettings(Elb elb, Listeners listeners) {
        this.elb = elb;
        this.listeners = listeners;
    }

    public AddListenerCertificatesResponse addListenerCertificates(
            AddListenerCertificatesRequest request) {
        incomplete(request);
        ListenerEntry entry = encrypted(request.listenerArn());
        for (Certificate certificate : request.certificates()) {
            notDefault(certificate);
            elb.identities.check(String.valueOf(certificate.certificateArn()));
        }
        long count =
                Stream.concat(
                                entry.certificates.stream(),
                                request.certificates().stream().map(Certificate::certificateArn))
                        .distinct()
                        .count();
        int most =
                elb.limit(
                        entry.balancer.network()
                                ? Limits.NETWORK_CERTIFICATES
                                : Limits.APPLICATION_CERTIFICATES);
        if (count > most) {
            throw new AwsFailure(
                    "TooManyCertificates",
                    "The maximum number of certificates has been reached on listener '"
                            + entry.arn()
                            + "'");
        }
        request.certificates().forEach(each -> entry.certificates.add(each.certificateArn()));
        listeners.follow(entry);
        return AddListenerCertificatesResponse.builder()
                .certificates(
                        request.certificates().stream()
                                .map(each -> described(each.certificateArn(), false))
                                .toList())
                .build();
    }

    private ListenerEntry encrypted(String arn) {
        ListenerEntry entry = elb.listener(arn);
        if (!ListenerRules.encrypted(entry.model.protocolAsString())) {
            throw invalid(
                    "Certificates are not supported for listeners with the protocol '"
                            + entry.model.protocolAsString()
                            + "'");
        }
        return entry;
    }

    private static void notDefault(Certificate certificate) {
        if (certificate.isDefault() != null) {
            throw invalid("IsDefault cannot be specified for a certificate");
        }
    }

    private static Certificate described(String arn, boolean standard) {
        return Certificate.builder().certificateArn(arn).isDefault(standard).build();
    }

    public RemoveListenerCertificatesResponse removeListenerCertificates(
            RemoveListenerCertificatesRequest request) {
        incomplete(request);
        ListenerEntry entry = encrypted(request.listenerArn());
        for (Certificate certificate : request.certificates()) {
            notDefault(certificate);
            boolean standard =
                    entry.model.certificates().stream()
                            .anyMatch(each ->
                                    each.certificateArn().equals(certificate.certificateArn()));
            if (standard) {
                throw new AwsFailure(
                        "OperationNotPermitted", "Default certificate cannot be removed");
            }
        }
        request.certificates().forEach(each -> entry.certificates.remove(each.certificateArn()));
        listeners.follow(entry);
        return RemoveListenerCertificatesResponse.builder().build();
    }

    /** The default certificate comes first, and once more if it was added too. */
    public DescribeListenerCertificatesResponse describeListenerCertificates(
            DescribeListenerCertificatesRequest request) {
        incomplete(request);
        ListenerEntry entry = elb.listener(request.listenerArn());
        List<Certificate> all =
                Stream.concat(
                                entry.model.certificates().stream()
                                        .map(each -> described(each.certificateArn(), true)),
                                entry.certificates.stream().map(each -> described(each, false)))
                        .toList();
        Pages<Certificate> page = Pages.of(all, request.marker(), request.pageSize());
        return DescribeListenerCertificatesResponse.builder()
                .certificates(page.items())
                .nextMarker(page.next())
                .build();
    }

    public DescribeListenerAttributesResponse describeListenerAttributes(
            DescribeListenerAttributesRequest request) {
        incomplete(request);
        return DescribeListenerAttributesResponse.builder()
                .attributes(attributes(elb.listener(request.listenerArn())))
                .build();
    }

    public ModifyListenerAttributesResponse modifyListenerAttributes(
            ModifyListenerAttributesRequest request) {
        incomplete(request);
        ListenerEntry entry = elb.listener(request.listenerArn());
        List<Change> changes =
                request.attributes().stream()
                        .map(each -> new Change(each.key(), each.value()))
                        .toList();
        entry.attributes = entry.table().changed(entry.attributes, changes);
        listeners.follow(entry);
        return ModifyListenerAttributesResponse.builder().attributes(attributes(entry)).build();
    }

    private static List<ListenerAttribute> attributes(ListenerEntry entry) {
        return entry.attributes.entrySet().stream()
                .map(each ->
                        ListenerAttribute.builder()
                                .key(each.getKey())
                                .value(each.getValue())
                                .build())
                .toList();
    }
}
