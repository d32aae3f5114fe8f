package dev.sila.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;

/** What instances wrote on their consoles while they booted. */
public final class Consoles {
    private final Ec2Client ec2;

    public Consoles(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * The last lines of an instance's console, without what would move a terminal's cursor; why
     * they cannot be read, if they cannot. Nitro instances give the latest output; for others AWS
     * keeps what it took after the last boot.
     *
     * @param lines how many at most
     */
    public List<String> end(String instanceId, int lines) {
        String output;
        try {
            output = read(instanceId, true);
        } catch (SdkException notNitro) {
            try {
                output = read(instanceId, false);
            } catch (SdkException failure) {
                return List.of("(its console cannot be read: " + failure.getMessage() + ")");
            }
        }
        List<String> all = output.lines().map(Consoles::plain).toList();
        return all.isEmpty()
                ? List.of("(its console is empty)")
                : all.subList(Math.max(0, all.size() - lines), all.size());
    }

    private String read(String instanceId, boolean latest) {
        GetConsoleOutputRequest request =
                GetConsoleOutputRequest.builder().instanceId(instanceId).latest(latest).build();
        String output = ec2.getConsoleOutput(request).output();
        return output == null
                ? ""
                : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8)
                        .stripTrailing();
    }

    /** What a machine writes is not to be trusted with a terminal. */
    private static String plain(String line) {
        return line.replaceAll("\\e\\[[0-9;?]*[A-Za-z]", "").replaceAll("\\p{Cntrl}", "");
    }
}
