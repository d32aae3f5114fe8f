package dev.sila.engine;

/** A part of a spec that plans show in words of its own. */
public interface Worded {
    /** The part in a few words, such as {@code tcp 443 from 192.0.2.0/24}. */
    String inWords();
}
