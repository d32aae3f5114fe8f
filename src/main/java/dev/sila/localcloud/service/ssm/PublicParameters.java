package dev.sila.localcloud.service.ssm;

import java.util.Map;

/** Parameters that AWS publishes, such as the newest images. */
@FunctionalInterface
public interface PublicParameters {
    /** The value of each by its full name, such as {@code /aws/service/ami-…}: image IDs. */
    Map<String, String> all();
}
