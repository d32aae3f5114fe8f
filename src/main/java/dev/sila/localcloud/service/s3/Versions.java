package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/** Finds versions of objects. Source: S3 user guide, "Working with delete markers". */
final class Versions {
    private Versions() {}

    /**
     * A version that is no delete marker.
     *
     * @param id null for the newest
     * @throws AwsFailure {@code NoSuchKey}, {@code NoSuchVersion} or {@code MethodNotAllowed}
     */
    static Version find(Bucket bucket, String key, @Nullable String id) {
        if (id == null) {
            Version newest = bucket.newest(key).orElseThrow(() -> Refusals.noSuchKey(key));
            if (newest.marker()) {
                throw Refusals.noSuchKey(key)
                        .header("x-amz-delete-marker", "true")
                        .header("x-amz-version-id", newest.id());
            }
            return newest;
        }
        checkId(id);
        Version found = bucket.version(key, id).orElseThrow(() -> noSuchVersion(key, id));
        if (found.marker()) {
            throw new AwsFailure(
                            "MethodNotAllowed",
                            "The specified method is not allowed against this resource.",
                            405)
                    .detail("ResourceType", "DeleteMarker")
                    .header("Allow", "DELETE")
                    .header("x-amz-delete-marker", "true")
                    .header("x-amz-version-id", found.id());
        }
        return found;
    }

    static void checkId(String id) {
        if (!id.equals(Version.NULL) && !id.matches("[A-Za-z0-9._-]{32}")) {
            throw Refusals.invalidArgument("Invalid version id specified", "versionId", id);
        }
    }

    private static AwsFailure noSuchVersion(String key, String id) {
        return new AwsFailure("NoSuchVersion", "The specified version does not exist.", 404)
                .detail("Key", key)
                .detail("VersionId", id);
    }
}
