package dev.sila.rehearsal;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends each request as that of another access key. The local cloud looks at the key and not at the
 * signature.
 */
record SignedAs(String accessKeyId, SdkHttpClient http) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String signed = request.httpRequest().firstMatchingHeader("Authorization").orElseThrow();
        SdkHttpRequest changed =
                request.httpRequest().toBuilder()
                        .putHeader(
                                "Authorization",
                                signed.replace(
                                        "Credential=local/", "Credential=" + accessKeyId + "/"))
                        .build();
        return http.prepareRequest(
                HttpExecuteRequest.builder()
                        .request(changed)
                        .contentStreamProvider(request.contentStreamProvider().orElse(null))
                        .build());
    }

    @Override
    public void close() {
        http.close();
    }
}
