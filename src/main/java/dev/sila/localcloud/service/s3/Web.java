package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** What a bucket says to browsers: which origins may read it, and how it is a website. */
final class Web {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
    private static final int MOST_RULES = 100;

    private final Store store;

    Web(Store store) {
        this.store = store;
    }

    public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketCORS",
                        request.bucket(),
                        request.expectedBucketOwner());
        CORSConfiguration cors =
                bucket.configuration(CORSConfiguration.class)
                        .orElseThrow(() ->
                                new AwsFailure(
                                                "NoSuchCORSConfiguration",
                                                "The CORS configuration does not exist",
                                                404)
                                        .detail("BucketName", bucket.name));
        return GetBucketCorsResponse.builder().corsRules(cors.corsRules()).build();
    }

    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketCORS",
                        request.bucket(),
                        request.expectedBucketOwner());
        CORSConfiguration cors = request.corsConfiguration();
        if (cors.corsRules().size() > MOST_RULES) {
            throw Refusals.invalidRequest(
                    "The number of CORS rules should not exceed allowed limit of 100 rules.");
        }
        cors.corsRules().forEach(Web::check);
        bucket.configure(cors);
        return PutBucketCorsResponse.builder().build();
    }

    private static void check(CORSRule rule) {
        for (String method : rule.allowedMethods()) {
            if (!METHODS.contains(method)) {
                throw Refusals.invalidRequest(
                        "Found unsupported HTTP method in CORS config. Unsupported method is "
                                + method);
            }
        }
        for (String origin : rule.allowedOrigins()) {
            if (origin.indexOf('*') != origin.lastIndexOf('*')) {
                throw Refusals.invalidRequest(
                        "AllowedOrigin \"" + origin + "\" can not have more than one wildcard.");
            }
        }
        for (String header : rule.allowedHeaders()) {
            if (header.indexOf('*') != header.lastIndexOf('*')) {
                throw Refusals.invalidRequest(
                        "AllowedHeader \"" + header + "\" can not have more than one wildcard.");
            }
        }
        for (String header : rule.exposeHeaders()) {
            if (header.contains("*")) {
                throw Refusals.invalidRequest(
                        "ExposeHeader \""
                                + header
                                + "\" contains wildcard. We currently do not support wildcard for"
                                + " ExposeHeader.");
            }
        }
    }

    public DeleteBucketCorsResponse deleteBucketCors(
            DeleteBucketCorsRequest request, Caller caller) {
        store.reach(caller, "s3:PutBucketCORS", request.bucket(), request.expectedBucketOwner())
                .unconfigure(CORSConfiguration.class);
        return DeleteBucketCorsResponse.builder().build();
    }

    public GetBucketWebsiteResponse getBucketWebsite(
            GetBucketWebsiteRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetBucketWebsite",
                        request.bucket(),
                        request.expectedBucketOwner());
        WebsiteConfiguration website =
                bucket.configuration(WebsiteConfiguration.class)
                        .orElseThrow(() ->
                                new AwsFailure(
                                                "NoSuchWebsiteConfiguration",
                                                "The specified bucket does not have a website"
                                                        + " configuration",
                                                404)
                                        .detail("BucketName", bucket.name));
        return GetBucketWebsiteResponse.builder()
                .redirectAllRequestsTo(website.redirectAllRequestsTo())
                .indexDocument(website.indexDocument())
                .errorDocument(website.errorDocument())
                .routingRules(website.hasRoutingRules() ? website.routingRules() : null)
                .build();
    }

    public PutBucketWebsiteResponse putBucketWebsite(
            PutBucketWebsiteRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutBucketWebsite",
                        request.bucket(),
                        request.expectedBucketOwner());
        WebsiteConfiguration website = request.websiteConfiguration();
        boolean redirects = website.redirectAllRequestsTo() != null;
        boolean serves =
                website.indexDocument() != null
                        || website.errorDocument() != null
                        || website.hasRoutingRules();
        if (redirects && serves) {
            throw Refusals.invalidArgument(
                    "RedirectAllRequestsTo cannot be provided in conjunction with other Routing"
                            + " Rules.");
        }
        if (!redirects && website.indexDocument() == null) {
            throw Refusals.invalidArgument(
                    "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo"
                            + " is empty");
        }
        if (!redirects) {
            String suffix = website.indexDocument().suffix();
            if (suffix.isEmpty() || suffix.contains("/")) {
                throw Refusals.invalidArgument("The IndexDocument Suffix is not well formed");
            }
        }
        bucket.configure(website);
        return PutBucketWebsiteResponse.builder().build();
    }

    public DeleteBucketWebsiteResponse deleteBucketWebsite(
            DeleteBucketWebsiteRequest request, Caller caller) {
        store.reach(
                        caller,
                        "s3:DeleteBucketWebsite",
                        request.bucket(),
                        request.expectedBucketOwner())
                .unconfigure(WebsiteConfiguration.class);
        return DeleteBucketWebsiteResponse.builder().build();
    }
}
