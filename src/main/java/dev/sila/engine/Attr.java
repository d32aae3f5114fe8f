package dev.sila.engine;

/** The name of a fact about a found resource that is no part of its spec, such as its DNS name. */
public record Attr(String name) {
    /** The part of the environment that owns the resource; see {@link Scope#parts}. */
    public static final Attr PART = new Attr("part");

    /** The name in the DNS that the provider gave it. */
    public static final Attr DNS_NAME = new Attr("dns name");
}
