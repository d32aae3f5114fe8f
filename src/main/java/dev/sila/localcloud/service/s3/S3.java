package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/**
 * The service. Requests that are signed are the account's root's; others are answered as far as a
 * bucket's policy or lists let everybody do something.
 */
public final class S3 {
    private final Store store;
    private final Service service;

    /**
     * What a bucket's notification configuration wants to be told, published among the local
     * cloud's events.
     *
     * @param targetArn the topic or queue
     * @param message the JSON of the event
     */
    public record Notification(String targetArn, String message) {}

    public S3(Foundation foundation) {
        store = new Store(foundation);
        Notices notices = new Notices(store);
        Copies copies = new Copies(store, notices);
        Writing writing = new Writing(store, notices);
        service =
                new Service(
                        "S3",
                        "s3",
                        "2006-03-01",
                        Service.Protocol.S3,
                        List.of(
                                new Buckets(store),
                                writing,
                                new Reading(store),
                                copies,
                                new Lists(store),
                                new VersionLists(store),
                                new Uploads(store, copies),
                                new UploadLists(store),
                                new Completion(store, notices),
                                new Attributes(store),
                                new Acls(store),
                                new Protection(store),
                                new Switches(store),
                                new Web(store),
                                new Delivery(store),
                                new Lifecycle(store)));
        new Expiry(store, writing).begin();
    }

    public Service service() {
        return service;
    }

    public int buckets() {
        return store.buckets.size();
    }
}
