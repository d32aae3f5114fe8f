package dev.sila.localcloud.service.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of patterns, with the user guide's own examples where it has some. */
final class FilterPatternTest {
    private static boolean matches(String pattern, String message) {
        return FilterPattern.parse(pattern, "Invalid filter pattern").match(message).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ anything ~ true",
                "ERROR ~ [ERROR 400] BAD REQUEST ~ true",
                "ERROR ~ error ~ false",
                "ERROR ARGUMENTS ~ [ERROR 419] MISSING ARGUMENTS ~ true",
                "ERROR ARGUMENTS ~ [ERROR 400] BAD REQUEST ~ false",
                "?ERROR ?WARN ~ a WARN ~ true",
                "?ERROR ?WARN ~ an INFO ~ false",
                "?ERROR INFO ~ an INFO ~ true",
                "ERROR -ARGUMENTS ~ [ERROR 419] MISSING ARGUMENTS ~ false",
                "-ERROR ~ fine ~ true",
                "\"INTERNAL SERVER ERROR\" ~ [ERROR 500] INTERNAL SERVER ERROR ~ true",
                "\"SERVER INTERNAL\" ~ [ERROR 500] INTERNAL SERVER ERROR ~ false",
                "%AUTHORIZED% ~ [ERROR 401] UNAUTHORIZED REQUEST ~ true",
                "%^x[0-9]+$% ~ x12 ~ true",
                "[a, b] ~ one two ~ true",
                "[a, b] ~ one ~ false",
                "[a, ...] ~ one two three ~ true",
                "[..., b = 4*] ~ one two 404 ~ true",
                "[a = one || a = two, ...] ~ two x ~ true",
                "[a != one, b] ~ one two ~ false",
                "[a, b >= 10 && b < 20] ~ x 15 ~ true",
                "[a, b > 10] ~ x many ~ false",
                "[a, b = \"GET *\"] ~ x \"GET /\" ~ true",
                "[a=%^f%, b] ~ foo bar ~ true",
                "{ $.a = 1 } ~ {\"a\":1.0} ~ true",
                "{ $.a = \"up*\" } ~ {\"a\":\"upload\"} ~ true",
                "{ $.a != \"x\" } ~ {\"b\":\"x\"} ~ false",
                "{ $.a[1].b = \"x\" } ~ {\"a\":[0,{\"b\":\"x\"}]} ~ true",
                "{ $.a[*] = 3 } ~ {\"a\":[1,2,3]} ~ true",
                "{ $['a.b'] = 1 } ~ {\"a.b\":1} ~ true",
                "{ $.a IS NULL } ~ {\"a\":null} ~ true",
                "{ $.a IS TRUE } ~ {\"a\":true} ~ true",
                "{ $.a NOT EXISTS } ~ {\"b\":1} ~ true",
                "{ $.a NOT EXISTS } ~ {\"a\":null} ~ false",
                "{ $.a = 1 || $.b = 2 && $.c = 3 } ~ {\"a\":1} ~ true",
                "{ ($.a = 1 || $.b = 2) && $.c = 3 } ~ {\"a\":1} ~ false",
                "{ $.ip != 10.0.* } ~ {\"ip\":\"10.0.1.2\"} ~ false",
                "{ $.a = * } ~ {\"a\":{\"b\":1}} ~ true",
                "{ $.a = 1 } ~ not JSON ~ false",
            })
    void matchesAsTheGuideSays(String pattern, String message, boolean expected) {
        assertThat(matches(pattern, message)).isEqualTo(expected);
    }

    @Test
    void takesFieldsOut() {
        FilterPattern fields = FilterPattern.parse("[a, ..., z]", "");
        assertThat(fields.match("1 [2 3] \"4 5\" 6").orElseThrow())
                .isEqualTo(Map.of("$a", "1", "$2", "2 3", "$3", "4 5", "$z", "6"));
        FilterPattern json = FilterPattern.parse("{ $.a.b > 1 }", "");
        String message = "{\"a\":{\"b\":2},\"c\":\"d\"}";
        Map<String, String> found = json.match(message).orElseThrow();
        assertThat(found).isEqualTo(Map.of("$.a.b", "2"));
        assertThat(json.value("$.c", message, found)).contains("d");
        assertThat(json.value("$.none", message, found)).isEmpty();
    }

    @Property
    void comparesNumbersAsNumbers(
            @ForAll @IntRange(min = -999, max = 999) int value,
            @ForAll @IntRange(min = -999, max = 999) int bound) {
        assertThat(matches("[a > " + bound + "]", Integer.toString(value)))
                .isEqualTo(value > bound);
        assertThat(matches("{ $.a <= " + bound + " }", "{\"a\":" + value + "}"))
                .isEqualTo(value <= bound);
    }

    @Property
    void findsWhatIsThere(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String term,
            @ForAll @AlphaChars @StringLength(max = 8) String before) {
        assertThat(matches(term, before + " " + term)).isTrue();
        assertThat(matches("-" + term, before + " " + term)).isFalse();
        assertThat(matches("[..., x = \"" + term + "\"]", "a " + term)).isTrue();
    }
}
