package dev.sila.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Lets the SDK find {@link Transport} where it makes clients by itself: to assume a role, for web
 * identity and for single sign-on. Named in {@code META-INF/services}; without it those credentials
 * would find no HTTP client on the class path.
 */
public final class TransportService implements SdkHttpService {
    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new TransportBuilder();
    }

    private static final class TransportBuilder implements SdkHttpClient.Builder<TransportBuilder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new Transport();
        }
    }
}
