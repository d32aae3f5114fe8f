package dev.sila.localcloud.service.access;

import dev.sila.localcloud.service.policy.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What enforcement must know of the account. Called under the local cloud's lock. */
public interface Surroundings {
    /**
     * Who is behind an access key; root for a key that was not issued here.
     *
     * @throws dev.sila.localcloud.AwsFailure if the key was issued here and is not valid any more
     */
    Subject subject(String accessKeyId);

    /** Notes that a key was used for a service. */
    void used(String accessKeyId, String service);

    /** The tags of a resource that exists; none for any other ARN. */
    Map<String, String> tags(String arn);

    /**
     * The ARN, with its path, of something in IAM.
     *
     * @param resource the word in the ARN, such as {@code role}
     */
    Optional<String> iamArn(String resource, String name);

    /** The ARN of the role in an instance profile, by the profile's name or ARN. */
    Optional<String> roleOfProfile(String nameOrArn);

    /**
     * The instance profile that a launch template gives its instances: a name or an ARN.
     *
     * @param idOrName of the template
     * @param version as requests write it; empty for the default one
     */
    Optional<String> profileOfTemplate(String idOrName, String version);

    /**
     * The types of resources that a launch template tags when instances are launched from it.
     *
     * @param idOrName of the template
     * @param version as requests write it; empty for the default one
     */
    List<String> taggedByTemplate(String idOrName, String version);

    /** The route table of an association with a subnet; empty if there is no such association. */
    Optional<String> routeTable(String associationId);
}
