package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM's identity providers, server certificates and the account itself. */
final class IamProvidersTour implements Tour {
    @Override
    public String service() {
        return "IAM";
    }

    @Override
    public void walk(Rig rig) {
        IamClient iam = rig.iam();
        saml(iam);
        openId(iam);
        certificates(iam);
        account(iam);
    }

    /** A metadata document of an identity provider, long enough for IAM. */
    static String metadata(String entity) {
        String certificate =
                SelfSigned.create(entity).certificate().replaceAll("-----[A-Z ]+-----|\\s", "");
        return """
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
          <IDPSSODescriptor
              protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <KeyDescriptor use="signing">
              <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
                <X509Data><X509Certificate>%s</X509Certificate></X509Data>
              </KeyInfo>
            </KeyDescriptor>
            <SingleSignOnService
                Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
                Location="https://idp.example.com/sso"/>
          </IDPSSODescriptor>
        </EntityDescriptor>
        """
                        .formatted(entity, certificate)
                + " ".repeat(300);
    }

    private static void saml(IamClient iam) {
        String arn =
                iam.createSAMLProvider(r ->
                                r.name("idp")
                                        .samlMetadataDocument(metadata("https://idp.example.com"))
                                        .tags(t -> t.key("a").value("b")))
                        .samlProviderArn();
        assertThat(arn).isEqualTo("arn:aws:iam::000000000000:saml-provider/idp");
        iam.updateSAMLProvider(
                r -> r.samlProviderArn(arn).samlMetadataDocument(metadata("https://other")));
        assertThat(iam.getSAMLProvider(r -> r.samlProviderArn(arn)).samlMetadataDocument())
                .contains("https://other");
        assertThat(iam.listSAMLProviders().samlProviderList()).hasSize(1);
        iam.tagSAMLProvider(r -> r.samlProviderArn(arn).tags(t -> t.key("c").value("d")));
        iam.untagSAMLProvider(r -> r.samlProviderArn(arn).tagKeys("a"));
        assertThat(iam.listSAMLProviderTags(r -> r.samlProviderArn(arn)).tags())
                .extracting(Tag::key)
                .containsExactly("c");
        iam.deleteSAMLProvider(r -> r.samlProviderArn(arn));
        assertThat(iam.listSAMLProviders().samlProviderList()).isEmpty();
    }

    private static void openId(IamClient iam) {
        String arn =
                iam.createOpenIDConnectProvider(r ->
                                r.url("https://token.example.com/x")
                                        .clientIDList("sts.amazonaws.com")
                                        .thumbprintList("a".repeat(40))
                                        .tags(t -> t.key("a").value("b")))
                        .openIDConnectProviderArn();
        assertThat(arn).endsWith(":oidc-provider/token.example.com/x");
        iam.addClientIDToOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("two"));
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("sts.amazonaws.com"));
        iam.updateOpenIDConnectProviderThumbprint(
                r -> r.openIDConnectProviderArn(arn).thumbprintList("b".repeat(40)));
        assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)))
                .satisfies(each -> {
                    assertThat(each.clientIDList()).containsExactly("two");
                    assertThat(each.thumbprintList()).containsExactly("b".repeat(40));
                    assertThat(each.url()).isEqualTo("token.example.com/x");
                });
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).hasSize(1);
        iam.tagOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).tags(t -> t.key("c").value("d")));
        iam.untagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn).tagKeys("a"));
        assertThat(iam.listOpenIDConnectProviderTags(r -> r.openIDConnectProviderArn(arn)).tags())
                .hasSize(1);
        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).isEmpty();
    }

    private static void certificates(IamClient iam) {
        SelfSigned.Pair pair = SelfSigned.create("www.example.com");
        String arn =
                iam.uploadServerCertificate(r ->
                                r.serverCertificateName("www")
                                        .certificateBody(pair.certificate())
                                        .privateKey(pair.privateKey())
                                        .certificateChain(pair.certificate())
                                        .tags(t -> t.key("a").value("b")))
                        .serverCertificateMetadata()
                        .arn();
        assertThat(arn).isEqualTo("arn:aws:iam::000000000000:server-certificate/www");
        iam.updateServerCertificate(
                r -> r.serverCertificateName("www").newServerCertificateName("web"));
        assertThat(
                        iam.getServerCertificate(r -> r.serverCertificateName("web"))
                                .serverCertificate()
                                .certificateBody())
                .isEqualTo(pair.certificate());
        assertThat(iam.listServerCertificates().serverCertificateMetadataList()).hasSize(1);
        iam.tagServerCertificate(
                r -> r.serverCertificateName("web").tags(t -> t.key("c").value("d")));
        iam.untagServerCertificate(r -> r.serverCertificateName("web").tagKeys("a"));
        assertThat(iam.listServerCertificateTags(r -> r.serverCertificateName("web")).tags())
                .hasSize(1);
        iam.deleteServerCertificate(r -> r.serverCertificateName("web"));
        assertThat(iam.listServerCertificates().serverCertificateMetadataList()).isEmpty();
    }

    private static void account(IamClient iam) {
        iam.createAccountAlias(r -> r.accountAlias("sila-local"));
        assertThat(iam.listAccountAliases().accountAliases()).containsExactly("sila-local");
        iam.deleteAccountAlias(r -> r.accountAlias("sila-local"));
        assertThat(iam.getAccountSummary().summaryMapAsStrings())
                .containsEntry("RolesQuota", 1000)
                .containsEntry("Users", 0);
    }
}
