package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes requests in, before the lock: unpacks {@code aws-chunked} bodies, puts their trailers among
 * the headers, and computes the checksums that the request or its handler will ask for.
 */
final class Receiver {
    private static final String CHUNKED = "aws-chunked";

    private final Spool spool;

    Receiver(Spool spool) {
        this.spool = spool;
    }

    /**
     * @throws IOException if the connection breaks
     */
    Incoming receive(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> sent,
            InputStream body)
            throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(sent);
        Map<Digest, Digest.Running> running = running(headers, rawPath);
        List<Digest.Running> all = List.copyOf(running.values());
        if (!isChunked(headers)) {
            Content content = spool.take(body, all);
            Upload upload = upload(content, running, Optional.empty());
            return new Incoming(method, rawPath, rawQuery, headers, upload);
        }
        Upload upload;
        try (ChunkedStream unpacked = new ChunkedStream(body)) {
            Content content = spool.take(unpacked, all);
            headers.putAll(unpacked.trailers());
            upload = upload(content, running, wrongLength(headers, content.length()));
        } catch (ChunkedStream.Malformed malformed) {
            upload =
                    upload(
                            Content.EMPTY,
                            Map.of(),
                            Optional.of(incomplete(String.valueOf(malformed.getMessage()))));
        }
        withoutChunking(headers);
        return new Incoming(method, rawPath, rawQuery, headers, upload);
    }

    /**
     * ETags and S3's own checksum are needed of what goes to a path, others where they are sent.
     */
    private static Map<Digest, Digest.Running> running(
            Map<String, String> headers, String rawPath) {
        Map<Digest, Digest.Running> running = new EnumMap<>(Digest.class);
        String trailers = headers.getOrDefault("x-amz-trailer", "");
        for (Digest digest : Digest.values()) {
            boolean always =
                    rawPath.length() > 1 && (digest == Digest.MD5 || digest == Digest.CRC64NVME);
            if (always
                    || headers.containsKey(digest.header())
                    || trailers.toLowerCase(Locale.ROOT).contains(digest.header())) {
                running.put(digest, digest.start());
            }
        }
        if (headers.getOrDefault("x-amz-content-sha256", "").length() == 64) {
            running.computeIfAbsent(Digest.SHA256, Digest::start);
        }
        return running;
    }

    private static boolean isChunked(Map<String, String> headers) {
        return headers.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-")
                || headers.getOrDefault("Content-Encoding", "").contains(CHUNKED);
    }

    private static Upload upload(
            Content content, Map<Digest, Digest.Running> running, Optional<AwsFailure> defect) {
        Map<Digest, byte[]> digests =
                running.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> each.getValue().value()));
        return new Upload(content, digests, defect);
    }

    private static Optional<AwsFailure> wrongLength(Map<String, String> headers, long length) {
        String promised = headers.get("x-amz-decoded-content-length");
        if (promised == null) {
            return Optional.of(
                    new AwsFailure(
                            "MissingContentLength",
                            "You must provide the Content-Length HTTP header.",
                            411));
        }
        return promised.strip().equals(Long.toString(length))
                ? Optional.empty()
                : Optional.of(incomplete("its length is not the one of the header"));
    }

    private static AwsFailure incomplete(String why) {
        return new AwsFailure(
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP"
                        + " header: "
                        + why);
    }

    /** The encoding of the way is not the object's. */
    private static void withoutChunking(Map<String, String> headers) {
        String rest =
                Arrays.stream(headers.getOrDefault("Content-Encoding", "").split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty() && !each.equalsIgnoreCase(CHUNKED))
                        .collect(Collectors.joining(","));
        if (rest.isEmpty()) {
            headers.remove("Content-Encoding");
        } else {
            headers.put("Content-Encoding", rest);
        }
    }
}
