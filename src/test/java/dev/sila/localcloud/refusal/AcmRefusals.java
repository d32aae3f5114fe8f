package dev.sila.localcloud.refusal;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import dev.sila.localcloud.tour.SelfSigned;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;

/** What ACM refuses. */
final class AcmRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/acm/latest/APIReference/API_";
    private static final String PARAMETER = "InvalidParameterException";
    private static final String INVALID = "ValidationException";
    private static final String NONE =
            "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-4000-a000-000000000000";

    @Override
    public String service() {
        return "ACM";
    }

    private static Refusal refused(
            String rule, String page, String code, Consumer<AcmClient> attempt) {
        return new Refusal(rule, API + page + ".html", code, rig -> attempt.accept(rig.acm()));
    }

    private static Refusal request(
            String rule, String code, Consumer<RequestCertificateRequest.Builder> request) {
        return refused(
                rule,
                "RequestCertificate",
                code,
                acm ->
                        acm.requestCertificate(r -> {
                            r.domainName("a.example.com").validationMethod("DNS");
                            request.accept(r);
                        }));
    }

    private static Refusal imported(
            String rule, Consumer<ImportCertificateRequest.Builder> request) {
        return refused(
                rule,
                "ImportCertificate",
                INVALID,
                acm ->
                        acm.importCertificate(r -> {
                            SelfSigned.Pair pair = SelfSigned.create("a.example.com");
                            r.certificate(SdkBytes.fromUtf8String(pair.certificate()))
                                    .privateKey(SdkBytes.fromUtf8String(pair.privateKey()));
                            request.accept(r);
                        }));
    }

    private static String pending(AcmClient acm) {
        return acm.requestCertificate(r -> r.domainName("a.example.com").validationMethod("DNS"))
                .certificateArn();
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(requests(), imports(), certificates(), lists())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> requests() {
        return List.of(
                request("A domain has a name", INVALID, r -> r.domainName("no domain")),
                request(
                        "The first name has 64 characters",
                        PARAMETER,
                        r -> r.domainName("a".repeat(60) + ".example.com")),
                request(
                        "A certificate has ten names",
                        "LimitExceededException",
                        r ->
                                r.subjectAlternativeNames(
                                        IntStream.range(0, 10)
                                                .mapToObj(each -> "a" + each + ".example.com")
                                                .toList())),
                request(
                        "ACM issues keys of some kinds",
                        PARAMETER,
                        r -> r.keyAlgorithm("RSA_4096")),
                request(
                        "HTTP proves for CloudFront alone",
                        PARAMETER,
                        r -> r.validationMethod("HTTP")),
                request(
                        "A validation domain lies above the domain",
                        "InvalidDomainValidationOptionsException",
                        r ->
                                r.domainValidationOptions(o ->
                                        o.domainName("a.example.com")
                                                .validationDomain("example.org"))),
                request(
                        "A tag's key does not begin with aws:",
                        "InvalidTagException",
                        r -> r.tags(t -> t.key("aws:a").value("b"))));
    }

    private static List<Refusal> imports() {
        return List.of(
                imported(
                        "A certificate is in PEM",
                        r -> r.certificate(SdkBytes.fromUtf8String("x"))),
                imported("A key is in PEM", r -> r.privateKey(SdkBytes.fromUtf8String("x"))),
                imported(
                        "A key is the certificate's",
                        r ->
                                r.privateKey(
                                        SdkBytes.fromUtf8String(
                                                SelfSigned.create("a.example.com").privateKey()))),
                imported(
                        "A chain has signed the certificate",
                        r ->
                                r.certificateChain(
                                        SdkBytes.fromUtf8String(
                                                SelfSigned.create("b.example.com").certificate()))),
                refused(
                        "What is imported anew was imported",
                        "ImportCertificate",
                        INVALID,
                        acm -> {
                            String arn = pending(acm);
                            SelfSigned.Pair pair = SelfSigned.create("a.example.com");
                            acm.importCertificate(r ->
                                    r.certificateArn(arn)
                                            .certificate(
                                                    SdkBytes.fromUtf8String(pair.certificate()))
                                            .privateKey(
                                                    SdkBytes.fromUtf8String(pair.privateKey())));
                        }));
    }

    private static List<Refusal> certificates() {
        return List.of(
                refused(
                        "A certificate exists",
                        "DescribeCertificate",
                        "ResourceNotFoundException",
                        acm -> acm.describeCertificate(r -> r.certificateArn(NONE))),
                refused(
                        "An ARN is of this region",
                        "DescribeCertificate",
                        "InvalidArnException",
                        acm ->
                                acm.describeCertificate(r ->
                                        r.certificateArn(NONE.replace("us-east-1", "eu-west-1")))),
                refused(
                        "An ARN is a certificate's",
                        "DescribeCertificate",
                        INVALID,
                        acm ->
                                acm.describeCertificate(
                                        r -> r.certificateArn("a certificate of ours"))),
                refused(
                        "A certificate that is read is issued",
                        "GetCertificate",
                        "RequestInProgressException",
                        acm -> {
                            String arn = pending(acm);
                            acm.getCertificate(r -> r.certificateArn(arn));
                        }),
                refused(
                        "An order has a direction",
                        "ListCertificates",
                        INVALID,
                        acm -> acm.listCertificates(r -> r.sortBy("CREATED_AT"))));
    }

    private static List<Refusal> lists() {
        return List.of(
                refused(
                        "A token comes from a page",
                        "ListCertificates",
                        INVALID,
                        acm -> acm.listCertificates(r -> r.nextToken("none"))),
                new Refusal(
                        "A certificate that is deleted is not in use",
                        API + "DeleteCertificate.html",
                        "ResourceInUseException",
                        AcmRefusals::deleteUsed));
    }

    private static void deleteUsed(Rig rig) {
        SelfSigned.Pair pair = SelfSigned.create("a.example.com");
        String arn =
                rig.acm()
                        .importCertificate(r ->
                                r.certificate(SdkBytes.fromUtf8String(pair.certificate()))
                                        .privateKey(SdkBytes.fromUtf8String(pair.privateKey())))
                        .certificateArn();
        String subnet = new BalancingGround(rig).subnets().getFirst();
        rig.classicBalancing()
                .createLoadBalancer(r ->
                        r.loadBalancerName("c")
                                .subnets(subnet)
                                .listeners(l ->
                                        l.protocol("SSL")
                                                .loadBalancerPort(443)
                                                .instancePort(80)
                                                .instanceProtocol("TCP")
                                                .sslCertificateId(arn)));
        rig.acm().deleteCertificate(r -> r.certificateArn(arn));
    }
}
