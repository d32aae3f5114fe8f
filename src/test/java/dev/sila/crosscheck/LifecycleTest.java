package dev.sila.crosscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The life of a whole environment on a local cloud, by programs that know nothing of Sila: every
 * step works, every delete in a wrong order is refused with AWS's code, and nothing is left.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LifecycleTest {
    private LocalCloud cloud;
    private String endpoint;

    static boolean botoIsInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import boto3").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    static boolean awsIsInstalled() {
        return Tool.installed("aws");
    }

    static boolean ansibleIsInstalled() throws InterruptedException {
        return Tool.installed("ansible-playbook") && botoIsInstalled();
    }

    @BeforeEach
    void start() throws IOException {
        cloud = Services.all(LocalCloud.builder()).speed(100).build();
        endpoint = cloud.listen(0, () -> {}).uri().toString();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    @EnabledIf(
            value = "botoIsInstalled",
            disabledReason = "python3 with boto3 is not installed (pip install boto3)")
    void throughBoto3() throws Exception {
        ProcessBuilder python = Tool.process(endpoint, "python3", "-m", "lifecycle", endpoint);
        Tool.Result result = Tool.run(python.directory(Path.of("src/test/python").toFile()));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("ok nothing is left");
    }

    @Test
    @EnabledIf(
            value = "awsIsInstalled",
            disabledReason = "the AWS CLI is not installed (pip install awscli)")
    void throughTheAwsCli() throws Exception {
        Tool.Result result = Tool.run(Tool.process(endpoint, "sh", "src/test/shell/lifecycle.sh"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("ok nothing is left");
    }

    @Test
    @EnabledIf(
            value = "ansibleIsInstalled",
            disabledReason = "Ansible is not installed, or python3 has no boto3")
    void ansiblesSecondRunChangesNothing() throws Exception {
        assertThat(playbook()).contains("failed=0");
        assertThat(playbook()).contains("changed=0").contains("failed=0");
    }

    /** The playbook's recap; what it says of each task if it fails. */
    private String playbook() throws IOException, InterruptedException {
        ProcessBuilder interpreter =
                Tool.process(endpoint, "python3", "-c", "import sys; print(sys.executable)");
        String python = Tool.run(interpreter).out().strip();
        ProcessBuilder ansible =
                Tool.process(
                        endpoint,
                        "ansible-playbook",
                        "-e",
                        "ansible_python_interpreter=" + python,
                        "src/test/ansible/storefront.yml");
        // The modules of 2022 know this variable of theirs, and stumble over the SDK's.
        ansible.environment().remove("AWS_ENDPOINT_URL");
        ansible.environment().put("AWS_URL", endpoint);
        Tool.Result result = Tool.run(ansible);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return result.out().lines().filter(line -> line.contains("changed=")).toList().getLast();
    }
}
