package dev.sila.aws;

import java.util.List;

/** What the name of an AWS action tells: whether it only reads. */
public final class Actions {
    private static final List<String> READING =
            List.of(
                    "Describe",
                    "Get",
                    "List",
                    "Head",
                    "Search",
                    "Lookup",
                    "BatchGet",
                    "Query",
                    "Scan",
                    "Simulate",
                    "Validate",
                    "Decode",
                    "AssumeRole");

    private Actions() {}

    /** Whether this action changes nothing, so that it can be repeated at will. */
    public static boolean reading(String action) {
        return READING.stream().anyMatch(action::startsWith);
    }
}
