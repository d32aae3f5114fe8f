package dev.sila.config.ini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import org.junit.jupiter.api.Test;

class IniParserTest {
    private final Problems problems = new Problems();

    private IniFile parse(String text) {
        return IniParser.parse("x.ini", text, problems);
    }

    private static String value(IniFile file, String section, String option) {
        return file.find(section, option).map(IniOption::value).orElse("(none)");
    }

    @Test
    void optionNamesIgnoreCaseAndSectionsDoNot() {
        IniFile file = parse("[Web]\nEIP@Staging = 1.3.3.7\n[web]\neip=5.5.5.5\n");
        assertThat(file.sections()).containsExactly("Web", "web");
        assertThat(value(file, "Web", "eip@staging")).isEqualTo("1.3.3.7");
        assertThat(value(file, "Web", "EIP@STAGING")).isEqualTo("1.3.3.7");
        assertThat(value(file, "Web", "eip")).isEqualTo("(none)");
        assertThat(value(file, "WEB", "eip")).isEqualTo("(none)");
    }

    @Test
    void theFirstSeparatorEndsTheName() {
        IniFile file = parse("[a]\nurl=http://x:80/?a=b\nratio: 1=2\nempty=\nquoted = \"\"\n");
        assertThat(value(file, "a", "url")).isEqualTo("http://x:80/?a=b");
        assertThat(value(file, "a", "ratio")).isEqualTo("1=2");
        assertThat(value(file, "a", "empty")).isEmpty();
        assertThat(value(file, "a", "quoted")).isEmpty();
    }

    @Test
    void onlyASemicolonAfterSpaceBeginsACommentInALine() {
        IniFile file =
                parse(
                        "# x\n; y\n[a]\n  # z\none=1 # kept\ntwo=2 ; gone\nthree=a;b\nfour= ; gone\n");
        assertThat(value(file, "a", "one")).isEqualTo("1 # kept");
        assertThat(value(file, "a", "two")).isEqualTo("2");
        assertThat(value(file, "a", "three")).isEqualTo("a;b");
        assertThat(value(file, "a", "four")).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void indentedLinesContinueAnOption() {
        IniFile file = parse("[a]\nsync=one dir1\n  two dir2\n\n\tthree=dir3\nnext=x\n");
        assertThat(value(file, "a", "sync")).isEqualTo("one dir1\ntwo dir2\nthree=dir3");
        assertThat(value(file, "a", "next")).isEqualTo("x");
    }

    @Test
    void sectionsOfOneNameAreOneAndTheLastOptionCounts() {
        IniFile file = parse("[a]\nx=1\ny=1\n[b]\n[a]\nX=2\n");
        assertThat(file.sections()).containsExactly("a", "b");
        assertThat(value(file, "a", "x")).isEqualTo("2");
        assertThat(value(file, "a", "y")).isEqualTo("1");
        assertThat(file.find("a", "x").map(IniOption::where)).contains("x.ini:6");
        assertThat(file.where("a")).isEqualTo("x.ini:1");
    }

    @Test
    void defaultAppliesToEverySectionButIsNone() {
        IniFile file = parse("[DEFAULT]\nx=1\ny=%(z)s!\n[a]\nx=2\nz=3\n[b]\nz=4\n");
        assertThat(file.sections()).containsExactly("a", "b");
        assertThat(value(file, "a", "x")).isEqualTo("2");
        assertThat(value(file, "b", "x")).isEqualTo("1");
        assertThat(value(file, "a", "y")).isEqualTo("3!");
        assertThat(value(file, "b", "y")).isEqualTo("4!");
        assertThat(file.own("b")).extracting(IniOption::name).containsExactly("z");
        assertThat(file.find("b", "x").map(IniOption::section)).contains("DEFAULT");
        assertThat(value(file, "c", "x")).isEqualTo("(none)");
    }

    @Test
    void referencesAreFilledInAndOtherPercentSignsKept() {
        IniFile file =
                parse("[a]\nbase=eu\nmid=%(BASE)s-west\nname=%(mid)s-1\npart=50% %s %(base)d\n");
        assertThat(value(file, "a", "name")).isEqualTo("eu-west-1");
        assertThat(value(file, "a", "part")).isEqualTo("50% %s %(base)d");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void allMistakesAreReportedWithTheirLines() {
        parse("x=1\n[a]\nbare key\nloop=%(loop)s\nlost=%(bas)s\nbase=1\n=1\n");
        assertThat(problems.list())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("x.ini:1", "x.ini:3", "x.ini:4", "x.ini:5", "x.ini:7");
        assertThat(problems.list()).extracting(Problem::remedy).contains("Did you mean base?");
    }

    @Test
    void aMarkAtTheBeginningAndWindowsLineEndsDoNotMatter() {
        IniFile file = parse("\uFEFF[a]\r\nx=1\r\n  2\r\n");
        assertThat(value(file, "a", "x")).isEqualTo("1\n2");
        assertThat(problems.list()).isEmpty();
    }
}
