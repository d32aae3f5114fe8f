package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a SAML metadata document says of its identity provider.
 *
 * @param issuer the entity ID
 * @param validUntil when the document says it expires, if it does
 */
record SamlMetadata(String issuer, Optional<Instant> validUntil) {
    private static final String NAMESPACE = "urn:oasis:names:tc:SAML:2.0:metadata";

    /**
     * Reads a document.
     *
     * @throws dev.sila.localcloud.AwsFailure {@code InvalidInput} if it is none, or has no identity
     *     provider with a certificate to check signatures with
     */
    static SamlMetadata parse(String document) {
        Element root = root(document);
        boolean entity =
                NAMESPACE.equals(root.getNamespaceURI())
                        && "EntityDescriptor".equals(root.getLocalName());
        if (!entity
                || root.getAttribute("entityID").isEmpty()
                || root.getElementsByTagNameNS(NAMESPACE, "IDPSSODescriptor").getLength() == 0
                || root.getElementsByTagNameNS(
                                        "http://www.w3.org/2000/09/xmldsig#", "X509Certificate")
                                .getLength()
                        == 0) {
            throw unparsable();
        }
        String until = root.getAttribute("validUntil");
        try {
            return new SamlMetadata(
                    root.getAttribute("entityID"),
                    until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until)));
        } catch (DateTimeParseException wrong) {
            throw unparsable();
        }
    }

    /** No document type is read, so no entity of it can reach out. */
    private static Element root(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException wrong) {
            throw unparsable();
        }
    }

    private static AwsFailure unparsable() {
        return Refusals.invalidInput("Could not parse metadata");
    }
}
