package dev.sila.localcloud.service.s3;

import java.util.List;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * Who may do what besides the owner.
 *
 * @param grants all but the owner's own full control, unless they were given explicitly
 * @param explicit whether the grants are all there is
 */
record Acl(List<Grant> grants, boolean explicit) {
    static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
    static final String AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
    static final Acl PRIVATE = new Acl(List.of(), false);

    Acl {
        grants = List.copyOf(grants);
    }

    static Grant to(String group, Permission permission) {
        return Grant.builder()
                .grantee(grantee -> grantee.type(Type.GROUP).uri(group))
                .permission(permission)
                .build();
    }

    /** Whether it opens anything to everybody or to every account. */
    boolean isPublic() {
        return grants.stream()
                .map(each -> String.valueOf(each.grantee().uri()))
                .anyMatch(each -> each.equals(EVERYBODY) || each.equals(AUTHENTICATED));
    }

    /** Whether everybody has a permission. */
    boolean opens(Permission permission) {
        return grants.stream()
                .filter(each -> EVERYBODY.equals(each.grantee().uri()))
                .anyMatch(each ->
                        each.permission() == permission
                                || each.permission() == Permission.FULL_CONTROL);
    }
}
