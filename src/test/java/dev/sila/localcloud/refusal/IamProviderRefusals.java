package dev.sila.localcloud.refusal;

import dev.sila.localcloud.tour.SelfSigned;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** What IAM refuses of identity providers and server certificates. */
final class IamProviderRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";

    @Override
    public String service() {
        return "IAM providers";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(PROVIDERS, CERTIFICATES).flatMap(List::stream).toList();
    }

    private static Refusal refusal(
            String rule, String operation, String code, Consumer<IamClient> attempt) {
        return new Refusal(rule, API + operation + ".html", code, rig -> attempt.accept(rig.iam()));
    }

    private static final List<Refusal> PROVIDERS =
            List.of(
                    refusal(
                            "A metadata document has 1,000 characters at least",
                            "CreateSAMLProvider",
                            "ValidationError",
                            iam ->
                                    iam.createSAMLProvider(
                                            r -> r.name("idp").samlMetadataDocument("<x/>"))),
                    refusal(
                            "A metadata document describes an identity provider",
                            "CreateSAMLProvider",
                            "InvalidInput",
                            iam ->
                                    iam.createSAMLProvider(r ->
                                            r.name("idp")
                                                    .samlMetadataDocument(
                                                            "<x>" + " ".repeat(1000) + "</x>"))),
                    refusal(
                            "A provider exists when it is asked for",
                            "GetSAMLProvider",
                            "NoSuchEntity",
                            iam ->
                                    iam.getSAMLProvider(r ->
                                            r.samlProviderArn(
                                                    "arn:aws:iam::000000000000:saml-provider/none"))),
                    refusal(
                            "A provider's URL is an https URL",
                            "CreateOpenIDConnectProvider",
                            "ValidationError",
                            iam ->
                                    iam.createOpenIDConnectProvider(
                                            r -> r.url("http://token.example.com"))),
                    refusal(
                            "A provider of a URL is there once",
                            "CreateOpenIDConnectProvider",
                            "EntityAlreadyExists",
                            iam -> {
                                iam.createOpenIDConnectProvider(
                                        r -> r.url("https://token.example.com"));
                                iam.createOpenIDConnectProvider(
                                        r -> r.url("https://token.example.com"));
                            }),
                    refusal(
                            "A thumbprint has 40 digits",
                            "CreateOpenIDConnectProvider",
                            "ValidationError",
                            iam ->
                                    iam.createOpenIDConnectProvider(r ->
                                            r.url("https://token.example.com")
                                                    .thumbprintList("ab"))));

    private static final SelfSigned.Pair ONE = SelfSigned.create("one");
    private static final SelfSigned.Pair TWO = SelfSigned.create("two");
    private static final List<Refusal> CERTIFICATES =
            List.of(
                    refusal(
                            "A certificate is PEM",
                            "UploadServerCertificate",
                            "MalformedCertificate",
                            iam ->
                                    iam.uploadServerCertificate(r ->
                                            r.serverCertificateName("c")
                                                    .certificateBody("x")
                                                    .privateKey(ONE.privateKey()))),
                    refusal(
                            "A key is PEM",
                            "UploadServerCertificate",
                            "MalformedCertificate",
                            iam ->
                                    iam.uploadServerCertificate(r ->
                                            r.serverCertificateName("c")
                                                    .certificateBody(ONE.certificate())
                                                    .privateKey("x"))),
                    refusal(
                            "A key is the certificate's",
                            "UploadServerCertificate",
                            "KeyPairMismatch",
                            iam ->
                                    iam.uploadServerCertificate(r ->
                                            r.serverCertificateName("c")
                                                    .certificateBody(ONE.certificate())
                                                    .privateKey(TWO.privateKey()))),
                    refusal(
                            "A chain begins with the issuer",
                            "UploadServerCertificate",
                            "MalformedCertificate",
                            iam ->
                                    iam.uploadServerCertificate(r ->
                                            r.serverCertificateName("c")
                                                    .certificateBody(ONE.certificate())
                                                    .privateKey(ONE.privateKey())
                                                    .certificateChain(TWO.certificate()))),
                    refusal(
                            "A certificate's name is free",
                            "UploadServerCertificate",
                            "EntityAlreadyExists",
                            iam -> {
                                iam.uploadServerCertificate(r ->
                                        r.serverCertificateName("c")
                                                .certificateBody(ONE.certificate())
                                                .privateKey(ONE.privateKey()));
                                iam.uploadServerCertificate(r ->
                                        r.serverCertificateName("C")
                                                .certificateBody(ONE.certificate())
                                                .privateKey(ONE.privateKey()));
                            }),
                    refusal(
                            "A certificate exists when it is deleted",
                            "DeleteServerCertificate",
                            "NoSuchEntity",
                            iam ->
                                    iam.deleteServerCertificate(
                                            r -> r.serverCertificateName("none"))));
}
