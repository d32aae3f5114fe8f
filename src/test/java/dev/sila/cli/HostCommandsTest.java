package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import dev.sila.remote.SshHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of hosts, over HTTP, on a local cloud with one pipeline, as a user types them. */
final class HostCommandsTest {
    private static final String AGENT_POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Action": ["ssm:UpdateInstanceInformation"], "Resource": ["*"]}]}
            """;

    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(200).build();
    private Map<String, String> variables = Map.of();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        HttpEndpoint endpoint = cloud.listen(0, () -> {});
        Path files = folder.resolve("storefront");
        copy(Path.of("examples/storefront"), files);
        Files.writeString(files.resolve("iam/instance_policies/web.iam"), AGENT_POLICY);
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.resolve("state").toString(),
                        "SILA_CONFIG", files.toString(),
                        "ENDPOINT", endpoint.uri().toString());
        done(sila("env", "create", "--name", "storefront", "--yes"));
        done(sila("pipeline", "up", "--env", "storefront", "--pipeline", "storefront", "--yes"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    @AfterEach
    void end() {
        cloud.close();
    }

    private Run sila(String... words) {
        return typing("", words);
    }

    private Run typing(String typed, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--endpoint-url");
        all.add(variables.get("ENDPOINT"));
        String[] terminals = typed.isEmpty() ? new String[0] : new String[] {"in", "err"};
        return new Run.Desk(typed, variables, terminals).run(all.toArray(String[]::new));
    }

    /** {@code sila host VERB --env storefront …}. */
    private Run host(String verb, String... more) {
        List<String> words = new ArrayList<>(List.of("host", verb, "--env", "storefront"));
        words.addAll(Arrays.asList(more));
        return sila(words.toArray(String[]::new));
    }

    private static Run done(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    /** The first words of the rows: the instances. */
    private List<String> instances(String... filters) {
        return done(host("list", filters))
                .out()
                .lines()
                .skip(1)
                .map(each -> each.split(" ", 2)[0])
                .toList();
    }

    @Test
    void aListingShowsWhatIsAskedFor() {
        assertThat(instances()).hasSize(3);
        List<String> web = instances("--hostclass", "mhcweb");
        assertThat(web).hasSize(2);
        assertThat(instances("--hostclass", "mhcwe")).as("no prefix is enough").isEmpty();
        done(host("tag", "--instance", web.getFirst(), "--set", "owner=anna", "-y"));
        assertThat(instances("--owner", "anna")).containsExactly(web.getFirst());
        assertThat(instances("--owner", "anna", "--hostclass", "mhcworker")).isEmpty();
        assertThat(instances("--state", "stopped", "--state", "running")).hasSize(3);
        assertThat(instances("--uptime", "14d")).isEmpty();
        assertThat(instances("--ami-age", "1d")).hasSize(3);
        assertThat(instances("--smoke", "yes")).isEmpty();
        assertThat(instances("--securitygroup", "storefront_intranet")).hasSize(3);
        assertThat(instances("--availability-zone", "us-east-1z")).isEmpty();
        assertThat(host("list").out()).doesNotContain("OWNER", "UPTIME");
        assertThat(host("list", "--owner", "--uptime").out()).contains("OWNER", "UPTIME", "anna");
        assertThat(host("list", "--all").out())
                .contains("SECURITY GROUPS", "PRODUCT LINE", "IMAGE AGE", "SMOKE TESTED");
        assertThat(host("list", "-o", "json").out()).contains("\"owner\" : \"anna\"", "\"tags\"");
    }

    @Test
    void hostsAreNeverChosenByAccident() {
        for (String verb : List.of("terminate", "stop", "start")) {
            assertThat(host(verb, "-y").code()).as(verb).isEqualTo(2);
            Run two = host(verb, "--hostclass", "mhcweb", "--ami", "ami-1", "-y");
            assertThat(two.code()).isEqualTo(2);
            assertThat(two.err()).contains("exactly one of");
            assertThat(host(verb, "--hostclass", "", "-y").code()).isEqualTo(2);
        }
        Run wrong = host("terminate", "--hostclass", "mhcweb,mhcwrker", "-y");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("mhcwrker", "Did you mean mhcworker?");
        assertThat(host("terminate", "--hostclass", "mhcweb", "--dry-run").err())
                .contains("starts another in its place");
        assertThat(host("terminate", "--hostclass", "mhcweb").err()).contains("--yes");
        Run unasked =
                typing(
                        "mhcweb\n",
                        "host",
                        "terminate",
                        "--env",
                        "storefront",
                        "--hostclass",
                        "mhcweb");
        assertThat(unasked.err()).contains("The name was not typed");
        assertThat(instances("--state", "running")).hasSize(3);
        assertThat(sila("host", "stop", "--env", "storefrnt", "--instance", "i-1").err())
                .contains("Did you mean storefront?");
        for (String noun : List.of("lb", "snapshot")) {
            Run strange = sila(noun, "list", "--env", "storefrnt");
            assertThat(strange.code()).isEqualTo(1);
            assertThat(strange.err()).contains("Did you mean storefront?");
        }
    }

    @Test
    void aTerminatedHostIsReplacedByItsGroup() {
        String worker = instances("--hostclass", "mhcworker").getFirst();
        Run run =
                typing(
                        "storefront\n",
                        "host",
                        "terminate",
                        "--env",
                        "storefront",
                        "--instance",
                        worker);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(worker, "terminated");
        assertThat(instances()).doesNotContain(worker);
        Run again = host("terminate", "--instance", worker, "-y");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is no host of environment storefront");
    }

    @Test
    void readyMeansRunningAndSmokeTested() {
        Run before = host("ready");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.err()).contains("3 of 3 are not ready");
        done(host("tag", "--hostclass", "mhcweb", "--set", "smoketest=tested", "-y"));
        assertThat(host("ready", "--hostclass", "mhcweb").code()).isZero();
        assertThat(host("ready").code()).isEqualTo(1);
        assertThat(instances("--smoke", "yes")).hasSize(2);
        done(host("tag", "--hostclass", "mhcweb", "--remove", "smoketest", "-y"));
        assertThat(host("ready", "--hostclass", "mhcweb").code()).isEqualTo(1);
        assertThat(host("tag", "--hostclass", "mhcweb", "--set", "sila:part=x", "-y").code())
                .isEqualTo(2);
        assertThat(host("tag", "--hostclass", "mhcweb", "-y").code()).isEqualTo(2);
    }

    @Test
    void aDocumentRunsWhereTheAgentAnswers() {
        // An agent answers some time after its machine has started.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ssm("mhcweb", "--parameter", "commands=echo ready").code() == 0);
        Run run =
                ssm("mhcweb", "--parameter", "commands=echo one", "--parameter", "commands=exit 3");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).containsPattern("== i-\\w+ mhcweb [0-9.]+: exit 3\n-- .*\none\n");
        assertThat(run.err()).contains("2 hosts: 0 succeeded, 2 failed.");
        String much = "long".repeat(1000);
        Run good = ssm("mhcweb", "--parameter", "commands=echo " + much, "-o", "json");
        assertThat(done(good).out()).contains(much, "\"cut\" : false");
        String more = "commands=echo " + "x".repeat(24_001);
        assertThat(done(ssm("mhcweb", "--parameter", more)).out())
                .contains("… cut here: AWS keeps 24,000 characters of a step's output");
        assertThat(done(ssm("mhcweb", "--parameter", more, "-o", "json")).out())
                .contains("\"cut\" : true");
    }

    @Test
    void aDocumentIsNotSentWhereNobodyWouldTakeIt() {
        Run silent = ssm("mhcworker");
        assertThat(silent.code()).isEqualTo(255);
        assertThat(silent.err()).contains("agent does not answer");
        assertThat(host("exec-ssm", "--hostclass", "mhcweb", "--document", "nope").err())
                .contains("document nope: Systems Manager has none");
        assertThat(ssm("mhcweb", "--parameter", "y").code()).isEqualTo(2);
        assertThat(ssm("mhcweb", "--concurrency", "0").code()).isEqualTo(2);
    }

    private Run ssm(String hostclass, String... more) {
        List<String> words = new ArrayList<>(List.of("--hostclass", hostclass));
        words.addAll(List.of("--document", "AWS-RunShellScript"));
        words.addAll(Arrays.asList(more));
        return host("exec-ssm", words.toArray(String[]::new));
    }

    @Test
    void aCommandRunsThroughTheJumpHost() throws IOException {
        KeyPair mine = SshHost.key("ssh-ed25519", 256);
        try (SshHost jump = SshHost.letting(mine.getPublic());
                SshHost inside = SshHost.letting(mine.getPublic())) {
            addresses().forEach(each -> jump.leads(each, inside));
            List<String> way = way(mine, jump);
            Run strict = exec(way, "echo hello");
            assertThat(strict.code()).isEqualTo(255);
            assertThat(strict.err()).contains("is not known", "2 hosts: 0 succeeded, 2 failed.");
            assertThat(inside.asked()).isEmpty();

            Run first = exec(way, "echo hello; complain oh; exit 4", "--accept-new-host-keys");
            assertThat(first.code()).isEqualTo(4);
            assertThat(first.out()).containsPattern("== i-\\w+ mhcweb [0-9.]+: exit 4\nhello\n");
            assertThat(first.err()).containsPattern("i-\\w+: oh\n").contains("noted");
            assertThat(inside.asked()).hasSize(2).allMatch(each -> each.startsWith("ops: echo"));

            Run json = exec(way, "echo hi", "-o", "json");
            assertThat(done(json).out()).contains("\"output\" : \"hi\\n\"", "\"exitCode\" : 0");
            Run limited = exec(way, "exit 1", "--concurrency", "1", "--max-errors", "0");
            assertThat(limited.code()).isEqualTo(1);
            assertThat(limited.err()).contains("1 not begun because too many failed");
        }
    }

    /** The options by which {@code ops} gets through that jump host, whose key is known. */
    private List<String> way(KeyPair key, SshHost jump) throws IOException {
        Path identity = folder.resolve("id");
        try (OutputStream out = Files.newOutputStream(identity)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "mine", null, out);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        String known = jump.knownAs("[127.0.0.1]:" + jump.port());
        Path file = Files.writeString(folder.resolve("known_hosts"), known);
        return List.of(
                "--jump-host",
                "hopper@127.0.0.1:" + jump.port(),
                "--identity",
                identity.toString(),
                "--known-hosts",
                file.toString(),
                "--user",
                "ops");
    }

    private Run exec(List<String> way, String command, String... more) {
        List<String> words = new ArrayList<>(way);
        words.addAll(List.of("--hostclass", "mhcweb", "--command", command));
        words.addAll(Arrays.asList(more));
        return host("exec", words.toArray(String[]::new));
    }

    @Test
    void aSmokeTestRunsThroughTheJumpHost() throws IOException {
        Path rows = Path.of(variables.get("SILA_CONFIG")).resolve("pipelines/storefront.csv");
        Files.writeString(
                rows, Files.readString(rows).replace("4,t3.small,,,no", "4,t3.small,,,yes"));
        KeyPair mine = SshHost.key("ssh-ed25519", 256);
        try (SshHost jump = SshHost.letting(mine.getPublic());
                SshHost inside = SshHost.letting(mine.getPublic())) {
            addresses().forEach(each -> jump.leads(each, inside));
            List<String> way = new ArrayList<>(way(mine, jump));
            way.add("--accept-new-host-keys");

            Run good = done(tested(way, "check", "ssh:echo well"));
            assertThat(good.out()).containsPattern("mhcweb +2 +2 +2 +2 ");
            assertThat(inside.asked()).contains("ops: echo well");
            Run up = done(tested(way, "up", "ssh:echo up", "--yes"));
            assertThat(up.err()).contains("mhcweb: 2 wanted, 2 launched, 2 in service, 2 tested");
            assertThat(inside.asked()).contains("ops: echo up");
        }
        Run wrong = tested(List.of("--port", "0"), "up", "tag");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("between 1 and 65535", "sila pipeline up --help");
    }

    private Run tested(List<String> way, String verb, String probe, String... more) {
        List<String> words = new ArrayList<>(List.of("pipeline", verb, "--env", "storefront"));
        words.addAll(List.of("--pipeline", "storefront", "--smoke-test", probe));
        words.addAll(way);
        words.addAll(Arrays.asList(more));
        return sila(words.toArray(String[]::new));
    }

    @Test
    void withoutAJumpHostThatIsReadyNothingIsReached() throws IOException {
        // Nothing answers there: the networks of the local cloud are not on this machine.
        List<String> closed = List.of("--port", "1");
        Run none = exec(closed, "uptime");
        assertThat(none.code()).isEqualTo(255);
        assertThat(none.err()).contains("jump_box_hostclasses");
        Path file = Path.of(variables.get("SILA_CONFIG")).resolve("disco_aws.ini");
        String jumps = "jump_box_hostclasses=mhcnat mhcworker\n";
        String ini = Files.readString(file);
        Files.writeString(file, ini.replace("project_name=", jumps + "project_name="));
        assertThat(exec(closed, "uptime").err())
                .contains("no host of mhcnat, mhcworker, its jump hosts, runs and is smoke-tested");
        done(host("tag", "--hostclass", "mhcworker", "--set", "smoketest=tested", "-y"));
        assertThat(exec(closed, "uptime").err())
                .contains("(mhcworker): the jump host answers at none of");
    }

    private List<String> addresses() {
        return done(host("list", "-o", "yaml"))
                .out()
                .lines()
                .filter(each -> each.contains("privateAddress: "))
                .map(each -> each.split(": ", 2)[1])
                .toList();
    }

    @Test
    void aShellNeedsATerminalAndOneHost() {
        assertThat(host("ssh", "mhcworker").err()).contains("no terminal", "sila host exec");
        Run several = typing("x", "host", "ssh", "--env", "storefront", "mhcweb");
        assertThat(several.code()).isEqualTo(1);
        assertThat(several.err()).contains("it could be each of", "--first");
        Run nobody = typing("x", "host", "ssh", "--env", "storefront", "mhcnobody");
        assertThat(nobody.err()).contains("is no running host of environment storefront");
    }

    @Test
    void aStoppedHostIsStartedAgain() {
        String worker = instances("--hostclass", "mhcworker").getFirst();
        Run stopped = host("stop", "--instance", worker, "--no-wait", "-y");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.err()).contains("finds it unhealthy");
        Run nothing = host("start", "--hostclass", "mhcweb", "-y");
        assertThat(nothing.code()).isZero();
        assertThat(nothing.err()).contains("Nothing to do: no host to start.");
    }
}
