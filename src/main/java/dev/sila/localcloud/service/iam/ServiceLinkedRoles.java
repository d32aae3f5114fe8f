package dev.sila.localcloud.service.iam;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/**
 * Roles that AWS makes for its services. They are deleted by a task of their own. Source: IAM user
 * guide, "Using service-linked roles", and the pages of the services.
 */
final class ServiceLinkedRoles {
    private static final Duration DELETION = Duration.ofSeconds(5);

    /** How a service's role is called, with the policy of it, and whether it may have a suffix. */
    private record Template(String name, String policy, boolean suffix) {}

    private static final Map<String, Template> SERVICES =
            Map.of(
                    "autoscaling.amazonaws.com",
                    new Template(
                            "AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy", true),
                    "elasticloadbalancing.amazonaws.com",
                    new Template(
                            "AWSServiceRoleForElasticLoadBalancing",
                            "AWSElasticLoadBalancingServiceRolePolicy",
                            false),
                    "spot.amazonaws.com",
                    new Template("AWSServiceRoleForEC2Spot", "AWSEC2SpotServiceRolePolicy", false),
                    "spotfleet.amazonaws.com",
                    new Template(
                            "AWSServiceRoleForEC2SpotFleet",
                            "AWSEC2SpotFleetServiceRolePolicy",
                            false),
                    "ec2fleet.amazonaws.com",
                    new Template(
                            "AWSServiceRoleForEC2Fleet", "AWSEC2FleetServiceRolePolicy", false),
                    "ssm.amazonaws.com",
                    new Template("AWSServiceRoleForAmazonSSM", "AmazonSSMServiceRolePolicy", false),
                    "rds.amazonaws.com",
                    new Template("AWSServiceRoleForRDS", "AmazonRDSServiceRolePolicy", false),
                    "ecs.amazonaws.com",
                    new Template("AWSServiceRoleForECS", "AmazonECSServiceRolePolicy", false));

    private final Store store;
    private final Map<String, DeletionTaskStatusType> deletions = new HashMap<>();

    ServiceLinkedRoles(Store store) {
        this.store = store;
    }

    public CreateServiceLinkedRoleResponse createServiceLinkedRole(
            CreateServiceLinkedRoleRequest request) {
        String service = Checks.required("aWSServiceName", request.awsServiceName());
        Template template = SERVICES.get(service);
        if (template == null) {
            throw Refusals.invalidInput(
                    "Service-linked roles are not supported for the service " + service + ".");
        }
        String suffix = suffix(template, request.customSuffix());
        String name = template.name() + suffix;
        if (store.roles.find(name).isPresent()) {
            throw Refusals.invalidInput(
                    "Service role name "
                            + name
                            + " has been taken in this account, please try a different suffix.");
        }
        StoredRole role =
                new StoredRole(
                        store.origin(Kind.ROLE),
                        name,
                        "/aws-service-role/" + service + "/",
                        PolicyText.trust("assumeRolePolicyDocument", trust(service)));
        role.description = request.description();
        store.roles.add(role);
        store.policy("arn:aws:iam::aws:policy/aws-service-role/" + template.policy())
                .ifPresent(policy -> role.policies.attach(policy, store.quotas));
        return CreateServiceLinkedRoleResponse.builder().role(Roles.shown(role).build()).build();
    }

    public DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(
            DeleteServiceLinkedRoleRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        if (!role.serviceLinked()) {
            throw Refusals.invalidInput("The role " + role.name + " is not a service-linked role.");
        }
        String task = "task" + role.path + role.name + "/" + store.foundation.identity().uuid();
        deletions.put(task, DeletionTaskStatusType.IN_PROGRESS);
        store.foundation.timeline().after(DELETION, () -> delete(role, task));
        return DeleteServiceLinkedRoleResponse.builder().deletionTaskId(task).build();
    }

    public GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
            GetServiceLinkedRoleDeletionStatusRequest request) {
        String task = Checks.required("deletionTaskId", request.deletionTaskId());
        DeletionTaskStatusType status = deletions.get(task);
        if (status == null) {
            throw Refusals.noSuchEntity("The deletion task " + task + " cannot be found.");
        }
        return GetServiceLinkedRoleDeletionStatusResponse.builder().status(status).build();
    }

    private void delete(StoredRole role, String task) {
        store.roles.remove(role);
        deletions.put(task, DeletionTaskStatusType.SUCCEEDED);
    }

    private static String suffix(Template template, @Nullable String suffix) {
        if (suffix == null) {
            return "";
        }
        if (!template.suffix()) {
            throw Refusals.invalidInput("Custom suffix is not allowed for " + template.name());
        }
        return "_" + Checks.name("customSuffix", suffix, 64);
    }

    private static String trust(String service) {
        return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},\
        "Action":"sts:AssumeRole"}]}\
        """
                .formatted(service);
    }
}
