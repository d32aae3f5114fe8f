package dev.sila.localcloud.service.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of patterns, as EventBridge's user guide describes it. */
final class JsonPatternTest {
    private static boolean matches(String pattern, String document) {
        return JsonPattern.parse(pattern).matches(JsonPattern.json(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[\"x\",\"y\"]} | {\"a\":\"y\"} | true",
                "{\"a\":[\"x\"]} | {\"a\":[\"z\",\"x\"]} | true",
                "{\"a\":[\"x\"]} | {\"b\":\"x\"} | false",
                "{\"a\":[1]} | {\"a\":\"1\"} | false",
                "{\"a\":[300]} | {\"a\":300} | true",
                "{\"a\":[300]} | {\"a\":300.0} | false",
                "{\"a\":[null]} | {\"a\":null} | true",
                "{\"a\":[null]} | {} | false",
                "{\"a\":[\"\"]} | {\"a\":\"\"} | true",
                "{\"a\":{\"b\":[true]}} | {\"a\":{\"b\":true}} | true",
                "{\"a\":{\"b\":[1],\"c\":[2]}} | {\"a\":[{\"b\":1,\"c\":3},{\"b\":4,\"c\":2}]} | false",
                "{\"a\":{\"b\":[1],\"c\":[2]}} | {\"a\":[{\"b\":1,\"c\":2}]} | true",
                "{\"a\":[{\"prefix\":\"x-\"}]} | {\"a\":\"x-1\"} | true",
                "{\"a\":[{\"prefix\":{\"equals-ignore-case\":\"X-\"}}]} | {\"a\":\"x-1\"} | true",
                "{\"a\":[{\"suffix\":\".png\"}]} | {\"a\":\"b.png\"} | true",
                "{\"a\":[{\"suffix\":\".png\"}]} | {\"a\":\"png\"} | false",
                "{\"a\":[{\"equals-ignore-case\":\"Ab\"}]} | {\"a\":\"aB\"} | true",
                "{\"a\":[{\"anything-but\":\"x\"}]} | {\"a\":\"y\"} | true",
                "{\"a\":[{\"anything-but\":[\"x\",\"y\"]}]} | {\"a\":\"y\"} | false",
                "{\"a\":[{\"anything-but\":\"x\"}]} | {} | false",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]} | {\"a\":\"xy\"} | false",
                "{\"a\":[{\"anything-but\":{\"wildcard\":\"*z\"}}]} | {\"a\":\"xy\"} | true",
                "{\"a\":[{\"exists\":true}]} | {\"a\":null} | true",
                "{\"a\":[{\"exists\":true}]} | {\"a\":{\"b\":1}} | false",
                "{\"a\":{\"b\":[{\"exists\":false}]}} | {} | true",
                "{\"a\":[{\"exists\":false}]} | {\"a\":1} | false",
                "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":5} | true",
                "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":0} | false",
                "{\"a\":[{\"numeric\":[\"=\",3]}]} | {\"a\":3.0e0} | true",
                "{\"a\":[{\"numeric\":[\"=\",3]}]} | {\"a\":\"3\"} | false",
                "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]} | {\"a\":\"10.0.0.255\"} | true",
                "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]} | {\"a\":\"10.0.1.0\"} | false",
                "{\"a\":[{\"cidr\":\"2001:db8::/32\"}]} | {\"a\":\"2001:db8::1\"} | true",
                "{\"a\":[{\"wildcard\":\"a*c*e\"}]} | {\"a\":\"abcde\"} | true",
                "{\"a\":[{\"wildcard\":\"a*c\"}]} | {\"a\":\"ac\"} | true",
                "{\"a\":[{\"wildcard\":\"ab*bc\"}]} | {\"a\":\"abc\"} | false",
                "{\"a\":[{\"wildcard\":\"a\\\\*b\"}]} | {\"a\":\"a*b\"} | true",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]} | {\"b\":2} | true",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}],\"c\":[3]} | {\"b\":2} | false",
            })
    void patternsMatch(String pattern, String document, boolean matches) {
        assertThat(matches(pattern, document)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":1}",
                "{\"a\":[[1]]}",
                "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}",
                "{\"a\":[{\"anything-but\":[]}]}",
                "{\"a\":[{\"anything-but\":{\"numeric\":[\"=\",1]}}]}",
                "{\"a\":[{\"numeric\":[\"<\",1,\">\",0]}]}",
                "{\"a\":[{\"numeric\":[\">\",6000000000]}]}",
                "{\"a\":[{\"cidr\":\"10.0.0.0/33\"}]}",
                "{\"a\":[{\"wildcard\":\"a\\\\b\"}]}",
                "{\"a\":[1],\"a\":[2]}",
            })
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> JsonPattern.parse(pattern))
                .isInstanceOf(MalformedPatternException.class);
    }

    private static ObjectNode of(String value) {
        return JsonNodeFactory.instance.objectNode().put("a", value);
    }

    private static JsonPattern pattern(String operator, String operand) {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        pattern.putArray("a").addObject().put(operator, operand);
        return JsonPattern.parse(pattern.toString());
    }

    @Property
    void partsOfATextMatchIt(@ForAll String start, @ForAll String end) {
        ObjectNode whole = of(start + end);
        assertThat(pattern("prefix", start).matches(whole)).isTrue();
        assertThat(pattern("suffix", end).matches(whole)).isTrue();
        assertThat(pattern("equals-ignore-case", start + end).matches(whole)).isTrue();
    }

    @Property
    void asterisksMatchAsARegularExpressionDoes(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String first,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String second,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 10) String text) {
        assertThat(pattern("wildcard", first + "*" + second).matches(of(text)))
                .isEqualTo(text.matches(first + ".*" + second));
    }

    @Property
    void whatIsNotTheOneIsTheOther(@ForAll String wanted, @ForAll String text) {
        boolean equal = wanted.equals(text);
        assertThat(pattern("anything-but", wanted).matches(of(text))).isEqualTo(!equal);
    }

    @Property
    void rangesHoldWhatLiesBetween(
            @ForAll @IntRange(min = -1000, max = 1000) int low,
            @ForAll @IntRange(min = 1, max = 100) int width,
            @ForAll @IntRange(min = -1200, max = 1200) int number) {
        String pattern = "{\"a\":[{\"numeric\":[\">=\",%d,\"<\",%d]}]}".formatted(low, low + width);
        assertThat(matches(pattern, "{\"a\":%d}".formatted(number)))
                .isEqualTo(number >= low && number < low + width);
    }
}
