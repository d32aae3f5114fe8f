package dev.sila.localcloud.service.ec2;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;

/** What EC2 asks IAM. */
@FunctionalInterface
public interface InstanceProfiles {
    /** The instance profile of that name or ARN with its identifier, if there is one. */
    Optional<IamInstanceProfile> find(String nameOrArn);
}
