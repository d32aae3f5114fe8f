package dev.sila.localcloud.service.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References in documents, and selectors of outputs. */
class TreesTest {
    private static final Map<String, String> VALUES =
            Map.of(
                    "name", "\"web $1\"",
                    "ids", "[\"i-1\", \"i-2\"]",
                    "step.Map", "{\"a\": 1}",
                    "flag", "true");

    private static JsonNode tree(String json) {
        return Trees.parsed(json).orElseThrow();
    }

    private static Optional<JsonNode> value(String name) {
        return Optional.ofNullable(VALUES.get(name)).flatMap(Trees::parsed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "{{ name }}"            | "web $1"
                    "{{name}}-{{ name }}!"  | "web $1-web $1!"
                    "{{ ids }}"             | ["i-1","i-2"]
                    ["{{ ids }}","i-3"]     | ["i-1","i-2","i-3"]
                    "of {{ ids }}"          | "of [\\"i-1\\",\\"i-2\\"]"
                    {"x":"{{ step.Map }}"}  | {"x":{"a":1}}
                    "{{ flag }}"            | true
                    "{{ unknown }}"         | "{{ unknown }}"
                    [1,{"y":["{{name}}"]}]  | [1,{"y":["web $1"]}]
                    """)
    void references(String before, String after) {
        assertThat(Trees.resolved(tree(before), TreesTest::value)).isEqualTo(tree(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $                        | 1
                    $.a[0].b                 | 1
                    $.a[*].b                 | 2
                    $.a[-1].b                | 1
                    $.a[0:1].b               | 1
                    $['a'][1]['b']           | 1
                    $..b                     | 2
                    $.none.at.all            | 0
                    """)
    void selectors(String path, int found) {
        JsonNode root = tree("{\"a\": [{\"b\": 1}, {\"b\": 2}]}");
        assertThat(Selector.of(path).select(root)).hasSize(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "$.a[", "$.a[x]", "$a", "$.a b"})
    void refusesWhatIsNoSelector(String path) {
        assertThatThrownBy(() -> Selector.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void choosesBranches() {
        String choice =
                """
                {"And": [{"Variable": "3", "NumericGreater": 2},
                  {"Not": {"Variable": "x", "StringEquals": "y"}},
                  {"Or": [{"Variable": "TRUE", "BooleanEquals": true}, {"Variable": "", "Contains": "q"}]}]}
                """;
        assertThat(Branching.holds(tree(choice))).isTrue();
        assertThat(Branching.holds(tree(choice.replace("\"3\"", "\"2\"")))).isFalse();
        assertThat(Branching.holds(tree("{\"Variable\": \"x\", \"NumericEquals\": 0}"))).isFalse();
    }
}
