package dev.sila.localcloud.service.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A policy, read and found to be in order. */
public record PolicyDocument(String version, List<Statement> statements) {
    /** The current version of the language, the only one with variables. */
    public static final String CURRENT = "2012-10-17";

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedPolicy if IAM would refuse it as a policy of that kind
     */
    public static PolicyDocument parse(String text, PolicyKind kind) {
        PolicyDocument document = PolicyReader.read(text);
        PolicyRules.check(document, kind);
        return document;
    }

    /** The length that counts against quotas: white space does not. */
    public static int size(String text) {
        return (int) text.chars().filter(each -> !Character.isWhitespace(each)).count();
    }

    /** Decides by this policy alone, as a queue, topic or bucket does for a service of AWS. */
    public Decision decide(AccessRequest request) {
        return Policies.ofResource(this).decide(request);
    }

    /** The condition keys that it refers to, as it writes them: in conditions and as variables. */
    public Set<String> contextKeys() {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Statement statement : statements) {
            statement.resources().ifPresent(each -> variables(each.patterns(), keys));
            for (Condition condition : statement.conditions()) {
                keys.add(condition.key());
                variables(condition.values(), keys);
            }
        }
        return keys;
    }

    boolean hasVariables() {
        return version.equals(CURRENT);
    }

    private void variables(List<String> texts, Set<String> keys) {
        if (hasVariables()) {
            texts.forEach(each -> keys.addAll(Variables.keysOf(each)));
        }
    }
}
