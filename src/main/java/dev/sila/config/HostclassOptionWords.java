package dev.sila.config;

import dev.sila.config.KnownOption.Description;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the reference says about the options of hostclasses, by topic and name. */
final class HostclassOptionWords {
    /** Topics; under each its options: name, value, what it does, what holds without it. */
    private static final String WORDS =
            """
            # Hosts
            meta_network | name of a metanetwork | where the hosts stand | needed
            instance_profile_name | name | what the hosts may do: `instance_NAME` makes a role and a profile `ENV_instance_NAME` from `iam/instance_policies/NAME.iam`; without that file it is a profile that exists | nothing
            ssh_key_name | name of a key pair, or `none` | who may log in at first | nobody
            tags | `key:value,key:value` | further tags of hosts, volumes and the group | none
            product_line | text | the tag `productline` | no tag
            chaos | yes or no | the tag `chaos`: whether hosts may be killed for exercise; the column `chaos` of a pipeline wins |
            detailed_monitoring | yes or no | whether CloudWatch gets figures each minute | yes if alarms move the group, else no
            health_check_grace | seconds | how long after launch a failing check does not count | 60 behind a balancer, else 0
            instance_warmup | seconds | how long a new host takes until its metrics count |
            # Addresses
            public_ip | yes or no | whether hosts get a public address | as the subnet says
            eip | Elastic IP address | told to the hosts as `eip`: the first that boots takes it | not told
            ip_address | `10.0.0.5`, `+5` or `-5` | a private address is kept for the hostclass; hosts are told it as `floating_ip` and `floating_ips` and run in its zone only | none is kept
            # What hosts are told
            domain_name | domain | told as `domain_name`; the domain of the hostclass's names | not told
            smoketest_termination | yes or no | told as `smoketest_termination`: whether a host that fails its tests asks to be replaced | not told
            enable_proxy | yes or no | whether hosts are told `http_proxy_ip`, the address kept for `http_proxy_hostclass` |
            # Images
            ami_available_wait_time | seconds | how long an image that a pipeline names is waited for while it is being made |
            # Spot
            spotinst | yes or no | hosts run on the spot market; the column `spotinst` of a pipeline wins, `spotinst_reserve` keeps some on demand |
            spot_provider | `aws` or `spotinst` | who keeps the group of a hostclass on spot: AWS's Auto Scaling, or Spotinst as an elastigroup |
            spotinst_account_id | `act-...` | the account at Spotinst that has the elastigroup | that of the token
            # Sizes
            schedule_time_zone | IANA name, such as `Europe/Berlin` | in which times of sizes are meant |
            # Balancers
            elb | yes or no | whether a load balancer stands in front |
            lb_type | `alb`, `nlb` or `classic` | which kind | `alb`; `classic` where a protocol is TCP or SSL
            elb_meta_network | name of a metanetwork | where the balancer stands | that of the hosts
            elb_public | yes or no | whether it is reachable from the internet |
            elb_port | list of ports | where it listens | inferred
            elb_protocol | list | what it speaks there | inferred
            elb_instance_port | list of ports | where hosts listen | inferred
            elb_instance_protocol | list | what they speak there | inferred
            elb_health_check_url | path | what is asked for to see whether a host is well |
            elb_health_check_interval | seconds | how often |
            elb_health_check_healthy | number | so many good answers bring a host back |
            elb_health_check_unhealthy | number | so many bad ones take it out |
            elb_idle_timeout | seconds | how long a silent connection stays |
            elb_connection_draining | seconds | how long a host that goes may finish |
            elb_sticky_app_cookie | name of a cookie | the application's cookie that holds clients to a host; `ELB` for the balancer's own | not held
            elb_cert_name | name or ARN | the certificate of encrypted ports | the balancer's DNS name
            elb_cross_zone_load_balancing | yes or no | whether all zones share the load |
            elb_dns_alias | name | a second DNS name in the balancer's domain | none
            target_group | name | a target group that exists |
            # Growing and shrinking
            scaling_policy | `simple`, `step` or `target` | which sort of policies |
            scaling_up | `10%`, or hosts: `+2`; for `step` several: `+1, 15:+2` | how much the policy `up` adds |
            scaling_down | `10%`, or hosts: `-2`; for `step` several | how much the policy `down` takes |
            scaling_cooldown | seconds | how long the group rests after a step |
            scaling_metric | `NAMESPACE/METRIC` | it is watched over the group; in a load balancer's namespace, of that |
            scaling_up_threshold | number | above it the group grows | no alarm
            scaling_down_threshold | number | below it the group shrinks | no alarm
            scaling_period | seconds | over how long the average is taken |
            scaling_evaluations | number | how many averages in a row must be beyond |
            scaling_down_evaluations | number | how many must be below, before it shrinks | as `scaling_evaluations`
            scaling_target | number | for `target`: the value that is kept | needed for `target`
            scaling_in | yes or no | for `target`: whether it takes hosts away too |
            scaling_warmup | seconds | for `step` and `target`: how long a new host does not count | as `instance_warmup`
            # Pipelines
            smoke_test_probe | `tag`, `http:PORT/PATH`, `ssm:COMMAND` or `ssh:COMMAND` | how a pipeline sees that a host works |
            # Baking and deployment
            phase | number | which phase of baking |
            phase1_ami_name | name | the image to start from |
            bake_ami | image | the same for this hostclass |
            bake_instance_profile | name | what the baking host may do |
            enhanced_networking | yes or no | marks the image |
            deployment_strategy | name | how new images come |
            test_hostclass | name | where integration tests run |
            test_user | name | as whom |
            test_command | command | what runs them |
            ssm_doc_testing_mode | name | the document that switches testing mode |
            ssm_doc_integration_tests | name | the document that runs the tests |
            """;

    private HostclassOptionWords() {}

    /** The words by topic, in the order of the reference. */
    static Map<String, Map<String, Description>> byTopic() {
        Map<String, Map<String, Description>> topics = new LinkedHashMap<>();
        String topic = "";
        for (String line : WORDS.lines().toList()) {
            if (line.startsWith("# ")) {
                topic = line.substring(2);
                topics.put(topic, new LinkedHashMap<>());
            } else {
                String[] cells = line.split("\\s*\\|\\s*", -1);
                String absent = cells.length > 3 ? cells[3] : "";
                topics.getOrDefault(topic, new LinkedHashMap<>())
                        .put(cells[0], new Description(cells[1], cells[2], absent));
            }
        }
        return topics;
    }
}
