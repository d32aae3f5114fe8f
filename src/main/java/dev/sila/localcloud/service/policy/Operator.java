package dev.sila.localcloud.service.policy;

/**
 * A condition operator with its qualifiers.
 *
 * @param set how several values of a key count
 * @param comparison what is compared, for a negated operator too
 * @param ifExists whether it holds for a key that the request does not have
 */
public record Operator(Quantity set, Comparison comparison, boolean negated, boolean ifExists) {
    /** How the values of a key in the request count. */
    public enum Quantity {
        /** The key has one value, as a rule. */
        ONE,
        /** {@code ForAllValues}: each value must match; none at all is fine. */
        ALL,
        /** {@code ForAnyValue}: one value must match. */
        ANY
    }

    /**
     * Reads an operator such as {@code ForAnyValue:StringLikeIfExists}.
     *
     * @throws MalformedPolicy if AWS has none of that name
     */
    static Operator parse(String text) {
        Quantity set = Quantity.ONE;
        String name = text;
        if (name.startsWith("ForAllValues:")) {
            set = Quantity.ALL;
        } else if (name.startsWith("ForAnyValue:")) {
            set = Quantity.ANY;
        }
        name = name.substring(name.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists") && !name.equals("NullIfExists");
        if (ifExists) {
            name = name.substring(0, name.length() - "IfExists".length());
        }
        String positive = positive(name);
        for (Comparison comparison : Comparison.values()) {
            if (comparison.named().equals(positive)) {
                return new Operator(set, comparison, !positive.equals(name), ifExists);
            }
        }
        throw new MalformedPolicy("Invalid Condition type : " + text + ".");
    }

    private static String positive(String name) {
        return name.equals("NotIpAddress")
                ? "IpAddress"
                : name.replaceFirst("Not(?=Equals|Like)", "");
    }
}
