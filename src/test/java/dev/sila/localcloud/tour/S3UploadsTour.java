package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3UploadsTour implements Tour {
    private static final String BUCKET = "tour-uploads";
    private static final int PART = 5 * 1024 * 1024;

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public void walk(Rig rig) {
        S3Client s3 = rig.s3();
        s3.createBucket(each -> each.bucket(BUCKET));
        byte[] bytes = new byte[PART + 10];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + i / 1000);
        }
        inParts(s3, bytes);
        whole(s3);
        copied(s3, bytes);
        abandoned(s3);
    }

    /** The checksum of the whole is put together from those of the parts. */
    private static void inParts(S3Client s3, byte[] bytes) {
        String id =
                s3.createMultipartUpload(each ->
                                each.bucket(BUCKET)
                                        .key("big")
                                        .contentType("x/big")
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                        .checksumType(ChecksumType.FULL_OBJECT))
                        .uploadId();
        List<CompletedPart> parts = send(s3, id, bytes);
        assertThat(s3.listMultipartUploads(each -> each.bucket(BUCKET)).uploads()).hasSize(1);
        assertThat(
                        s3.listParts(each ->
                                        each.bucket(BUCKET)
                                                .key("big")
                                                .uploadId(id)
                                                .partNumberMarker(1))
                                .parts())
                .extracting(Part::size)
                .containsExactly(10L);
        CompleteMultipartUploadResponse whole =
                s3.completeMultipartUpload(each ->
                        each.bucket(BUCKET)
                                .key("big")
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(parts)));
        assertThat(whole.eTag()).endsWith("-2\"");
        CRC32 crc = new CRC32();
        crc.update(bytes);
        byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        assertThat(whole.checksumCRC32()).isEqualTo(Base64.getEncoder().encodeToString(value));
        assertThat(s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("big")).asByteArray())
                .isEqualTo(bytes);
    }

    private static List<CompletedPart> send(S3Client s3, String id, byte[] bytes) {
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            byte[] piece =
                    Arrays.copyOfRange(
                            bytes, (part - 1) * PART, Math.min(bytes.length, part * PART));
            UploadPartResponse sent =
                    s3.uploadPart(
                            each ->
                                    each.bucket(BUCKET)
                                            .key("big")
                                            .uploadId(id)
                                            .partNumber(part)
                                            .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                            RequestBody.fromBytes(piece));
            parts.add(CompletedPart.builder().partNumber(part).eTag(sent.eTag()).build());
        }
        return parts;
    }

    private static void whole(S3Client s3) {
        HeadObjectResponse second =
                s3.headObject(each -> each.bucket(BUCKET).key("big").partNumber(2));
        assertThat(second.partsCount()).isEqualTo(2);
        assertThat(second.contentLength()).isEqualTo(10);
        assertThat(
                        s3.getObjectAttributes(each ->
                                        each.bucket(BUCKET)
                                                .key("big")
                                                .objectAttributes(ObjectAttributes.OBJECT_PARTS))
                                .objectParts()
                                .totalPartsCount())
                .isEqualTo(2);
    }

    private static void copied(S3Client s3, byte[] bytes) {
        String id = s3.createMultipartUpload(each -> each.bucket(BUCKET).key("copy")).uploadId();
        String etag =
                s3.uploadPartCopy(each ->
                                each.sourceBucket(BUCKET)
                                        .sourceKey("big")
                                        .destinationBucket(BUCKET)
                                        .destinationKey("copy")
                                        .uploadId(id)
                                        .partNumber(7)
                                        .copySourceRange("bytes=100-299"))
                        .copyPartResult()
                        .eTag();
        s3.completeMultipartUpload(each ->
                each.bucket(BUCKET)
                        .key("copy")
                        .uploadId(id)
                        .multipartUpload(all -> all.parts(part -> part.partNumber(7).eTag(etag))));
        assertThat(s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("copy")).asByteArray())
                .isEqualTo(Arrays.copyOfRange(bytes, 100, 300));
    }

    private static void abandoned(S3Client s3) {
        String id = s3.createMultipartUpload(each -> each.bucket(BUCKET).key("gone")).uploadId();
        s3.abortMultipartUpload(each -> each.bucket(BUCKET).key("gone").uploadId(id));
        assertThat(s3.listMultipartUploads(each -> each.bucket(BUCKET)).uploads()).isEmpty();
    }
}
