package dev.sila.localcloud.service.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every policy. */
class PolicyPropertiesTest {
    private static final Principal USER = Principal.user("arn:aws:iam::1:user/a", "1");

    @Provide
    Arbitrary<String> actions() {
        return Arbitraries.of(
                "*", "s3:*", "s3:Get*", "s3:GetObject", "S3:GETOBJECT", "ec2:*", "s3:?etObject");
    }

    @Provide
    Arbitrary<String> resources() {
        return Arbitraries.of("*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/k", "arn:aws:s3:::c/*");
    }

    @Property
    void aDenyWinsWhateverAllows(
            @ForAll("actions") String allowed,
            @ForAll("actions") String denied,
            @ForAll("resources") String on,
            @ForAll("resources") String off) {
        Policies one = Policies.ofIdentity(List.of(source("Deny", denied, off)));
        Policies both =
                Policies.ofIdentity(
                        List.of(source("Allow", allowed, on), source("Deny", denied, off)));
        if (ask(one).outcome() == Decision.Outcome.EXPLICIT_DENY) {
            assertThat(ask(both).outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
        } else {
            assertThat(ask(both).outcome())
                    .isEqualTo(
                            ask(Policies.ofIdentity(List.of(source("Allow", allowed, on))))
                                    .outcome());
        }
    }

    @Property
    void aBoundaryNeverGives(
            @ForAll("actions") String own,
            @ForAll("actions") String bound,
            @ForAll("resources") String resource) {
        List<SourcedPolicy> identity = List.of(source("Allow", own, resource));
        Policies bounded =
                new Policies(
                        identity,
                        Optional.of(List.of(source("Allow", bound, "*"))),
                        Optional.empty(),
                        Optional.empty());
        boolean within =
                ask(Policies.ofIdentity(identity)).allowed()
                        && ask(Policies.ofIdentity(List.of(source("Allow", bound, "*")))).allowed();
        assertThat(ask(bounded).allowed()).isEqualTo(within);
    }

    @Property
    void notActionIsTheOpposite(@ForAll("actions") String action) {
        assertThat(new Names(false, List.of(action)).coversAction("s3:GetObject"))
                .isNotEqualTo(new Names(true, List.of(action)).coversAction("s3:GetObject"));
    }

    @Property
    void aTextMatchesItselfAndAsAPartOfStars(@ForAll String text, @ForAll String more) {
        String literal = text.replaceAll("[*?]", "");
        assertThat(Wildcard.of(literal, false).matches(literal)).isTrue();
        assertThat(Wildcard.of("*" + literal + "*", false).matches(more + literal + more)).isTrue();
    }

    @Property
    void anythingThatIsNoPolicyIsRefusedAndNothingElseHappens(@ForAll String text) {
        for (PolicyKind kind : PolicyKind.values()) {
            assertThatThrownBy(() -> PolicyDocument.parse(text, kind))
                    .isInstanceOf(MalformedPolicy.class);
        }
    }

    @Property
    void messagesDecodeWhereTheyWereEncodedAndNowhereElse(@ForAll String text) {
        AuthorizationMessages messages = new AuthorizationMessages();
        String encoded = messages.encode(text);
        assertThat(messages.decode(encoded))
                .contains(
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertThat(new AuthorizationMessages().decode(encoded)).isEmpty();
        assertThat(messages.decode(text)).isEmpty();
    }

    private static Decision ask(Policies policies) {
        return policies.decide(
                new AccessRequest(USER, "s3:GetObject", "arn:aws:s3:::b/k", ContextKeys.NONE));
    }

    private static SourcedPolicy source(String effect, String action, String resource) {
        String text =
                "{\"Statement\": {\"Effect\": \"%s\", \"Action\": \"%s\", \"Resource\": \"%s\"}}"
                        .formatted(effect, action, resource);
        return new SourcedPolicy("p", "", PolicyDocument.parse(text, PolicyKind.IDENTITY));
    }
}
