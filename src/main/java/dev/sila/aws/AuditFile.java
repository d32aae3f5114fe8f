package dev.sila.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The audit of one run as a file of JSON lines, which only its user can read: first who ran what,
 * then each call that changed something. The file comes into being with the first such call.
 */
public final class AuditFile implements Audit {
    private static final Pattern SECRET =
            Pattern.compile("(?i)pass(word|phrase)?|secret|token|credential|private|key");

    private final Path file;
    private final Run run;
    private final InstantSource clock;
    private final JsonFactory json = new JsonFactory();
    private @Nullable SeekableByteChannel channel;

    /**
     * Who runs what.
     *
     * @param id the run's identifier, also in the user agent of every call
     * @param command the command line's words; the values of options that name secrets are left out
     */
    public record Run(String id, String version, String user, List<String> command) {}

    public AuditFile(Path folder, Run run, InstantSource clock) {
        this.file = folder.resolve(run.id() + ".jsonl");
        this.run = run;
        this.clock = clock;
    }

    /** The folder of audit files: {@code $XDG_STATE_HOME/sila/audit}, or in its default place. */
    public static Path folder(Map<String, String> environment, Path home) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isEmpty() ? home.resolve(".local").resolve("state") : Path.of(state);
        return base.resolve("sila").resolve("audit");
    }

    public Path file() {
        return file;
    }

    @Override
    public synchronized void ready() {
        try {
            open();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.error(
                            file.toString(),
                            "the audit file cannot be written (" + e + "), so nothing was changed.",
                            "Make the folder writable, or set XDG_STATE_HOME to one that is."));
        }
    }

    @Override
    public synchronized void record(Entry entry) {
        try {
            write(open(), line(generator -> entry(generator, entry)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the audit file " + file, e);
        }
    }

    private SeekableByteChannel open() throws IOException {
        SeekableByteChannel open = channel;
        if (open == null) {
            Files.createDirectories(file.toAbsolutePath().getParent(), permissions("rwx------"));
            open =
                    Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            permissions("rw-------"));
            channel = open;
            write(open, line(this::head));
        }
        return open;
    }

    private FileAttribute<?>[] permissions(String text) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(SeekableByteChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private interface Content {
        void write(JsonGenerator generator) throws IOException;
    }

    private String line(Content content) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField(
                    "at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            generator.writeStringField("run", run.id());
            content.write(generator);
            generator.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void head(JsonGenerator generator) throws IOException {
        generator.writeStringField("version", run.version());
        generator.writeStringField("user", run.user());
        generator.writeArrayFieldStart("command");
        for (String word : withoutSecrets(run.command())) {
            generator.writeString(word);
        }
        generator.writeEndArray();
    }

    private static void entry(JsonGenerator generator, Entry entry) throws IOException {
        generator.writeStringField("service", entry.service());
        generator.writeStringField("action", entry.action());
        generator.writeObjectFieldStart("resources");
        for (Map.Entry<String, Set<String>> each : entry.resources().entrySet()) {
            generator.writeArrayFieldStart(each.getKey());
            for (String value : each.getValue()) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
        generator.writeStringField("outcome", entry.outcome());
        if (entry.requestId() != null) {
            generator.writeStringField("request", entry.requestId());
        }
        if (entry.code() != null) {
            generator.writeStringField("code", entry.code());
        }
    }

    /** The words of a command line with {@code ***} for the value of each option for a secret. */
    static List<String> withoutSecrets(List<String> words) {
        List<String> shown = new ArrayList<>();
        boolean hide = false;
        for (String word : words) {
            boolean option = word.startsWith("-");
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean secret = SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
            if (hide && !option) {
                shown.add("***");
            } else if (equals >= 0 && secret) {
                shown.add(name + "=***");
            } else {
                shown.add(word);
            }
            hide = option && equals < 0 && secret;
        }
        return shown;
    }

    @Override
    public synchronized void close() {
        SeekableByteChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the audit file " + file, e);
            }
        }
    }
}
