package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.AwsErrors.Meaning;
import dev.sila.problem.Problem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class AwsErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidVpcID.NotFound | The vpc ID 'vpc-1' does not exist | NOT_FOUND",
                "InvalidGroup.NotFound | The security group does not exist | NOT_FOUND",
                "InvalidPermission.NotFound | The rule does not exist | NOT_FOUND",
                "Gateway.NotAttached | igw-1 is not attached | NOT_FOUND",
                "InvalidLaunchTemplateName.NotFoundException | none of that name | NOT_FOUND",
                "NoSuchEntity | The role with name x cannot be found. | NOT_FOUND",
                "LoadBalancerNotFound | One or more load balancers not found | NOT_FOUND",
                "ValidationError | AutoScalingGroup name not found - null | NOT_FOUND",
                "ValidationError | 1 validation error detected | OTHER",
                "ValidationError | Invalid IAM Instance Profile name | NOT_YET_VISIBLE",
                "MalformedPolicyDocument | Invalid principal in policy | NOT_YET_VISIBLE",
                "InvalidPermission.Duplicate | the rule already exists | ALREADY_EXISTS",
                "Resource.AlreadyAssociated | igw-1 is already attached | ALREADY_EXISTS",
                "EntityAlreadyExists | Role x already exists. | ALREADY_EXISTS",
                "InvalidLaunchTemplateName.AlreadyExistsException | in use | ALREADY_EXISTS",
                "DuplicateLoadBalancerName | A load balancer cannot be made | ALREADY_EXISTS",
                "DependencyViolation | vpc-1 has dependencies | DEPENDENCY",
                "DeleteConflict | Cannot delete entity | DEPENDENCY",
                "ResourceInUse | Target group is in use | DEPENDENCY",
                "RequestLimitExceeded | Request limit exceeded. | THROTTLED",
                "Throttling | Rate exceeded | THROTTLED",
                "TooManyRequestsException | too many | THROTTLED",
                "TooManyTargetGroups | too many | LIMIT_EXCEEDED",
                "VpcLimitExceeded | The maximum number of VPCs | LIMIT_EXCEEDED",
                "UnauthorizedOperation | You are not authorized | ACCESS_DENIED",
                "ExpiredToken | The security token is expired | EXPIRED_CREDENTIALS",
                "AuthFailure | not able to validate | BAD_CREDENTIALS",
                "InsufficientInstanceCapacity | no c5.large | NO_CAPACITY",
                "InvalidParameterValue | Value (x) is invalid | OTHER"
            })
    void meansWhatAwsMeans(String code, String message, Meaning meaning) {
        assertThat(AwsErrors.meaning(refusal(code, message, 400))).isEqualTo(meaning);
    }

    @Test
    void looksThroughOtherExceptions() {
        Throwable wrapped =
                new IllegalStateException(refusal("DependencyViolation", "in use", 400));
        assertThat(AwsErrors.dependency(wrapped)).isTrue();
        assertThat(AwsErrors.code(wrapped)).isEqualTo("DependencyViolation");
    }

    @Test
    void aBareUnauthorizedIsAboutTheCredentials() {
        assertThat(AwsErrors.meaning(AwsServiceException.builder().statusCode(401).build()))
                .isEqualTo(Meaning.BAD_CREDENTIALS);
    }

    @Test
    void onlyALostReplyIsUnsure() {
        IOException why = new IOException("reset");
        assertThat(AwsErrors.unsure(new LostReply("CreateVpc", why))).isTrue();
        assertThat(AwsErrors.unsure(SdkClientException.create("no connection", why))).isFalse();
        assertThat(AwsErrors.meaning(SdkClientException.create("no connection", why)))
                .isEqualTo(Meaning.UNREACHABLE);
    }

    @Test
    void aProblemSaysWhereWhatAndTheRemedy() {
        Problem problem =
                AwsErrors.problem("subnet ci_a", refusal("DependencyViolation", "has ENIs", 400));
        assertThat(problem.line())
                .isEqualTo(
                        "subnet ci_a: AWS refused: has ENIs (DependencyViolation, request r-1)."
                                + " Something that Sila does not own still uses it; remove that,"
                                + " then run the same command again.");
    }

    private static AwsServiceException refusal(String code, String message, int status) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return Ec2Exception.builder()
                .awsErrorDetails(details)
                .message(message)
                .statusCode(status)
                .requestId("r-1")
                .build();
    }
}
