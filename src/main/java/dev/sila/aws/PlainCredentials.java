package dev.sila.aws;

import dev.sila.problem.ProblemException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Some provider's credentials; that there are none is said in plain words, once. */
final class PlainCredentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider provider;

    PlainCredentials(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkClientException e) {
            throw new ProblemException(AwsErrors.noCredentials(e));
        } catch (SdkServiceException e) {
            throw new ProblemException(AwsErrors.problem("AWS credentials", e));
        }
    }
}
