package dev.sila.config;

import static dev.sila.config.KnownOption.decimal;
import static dev.sila.config.KnownOption.flag;
import static dev.sila.config.KnownOption.number;
import static dev.sila.config.KnownOption.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The options of {@code disco_aws.ini}. */
public final class HostclassOptions {
    private static final List<KnownOption> RUNNING =
            List.of(
                    text("meta_network"),
                    text("ip_address"),
                    text("eip"),
                    flag("public_ip"),
                    text("instance_profile_name"),
                    text("ssh_key_name"),
                    text("domain_name"),
                    text("product_line"),
                    text("tags"),
                    flag("chaos", true),
                    flag("smoketest_termination"),
                    flag("enable_proxy", true),
                    flag("detailed_monitoring"),
                    number("ami_available_wait_time", 0, 86400, 600),
                    flag("spotinst", false),
                    text("spot_provider", "aws"),
                    text("spotinst_account_id"),
                    text("schedule_time_zone", LaunchReader.UTC),
                    text("smoke_test_probe", "tag"),
                    number("health_check_grace", 0, 7200),
                    number("instance_warmup", 0, 3600, 60),
                    flag("elb", false),
                    text("lb_type"),
                    text("elb_meta_network"),
                    flag("elb_public", false),
                    text("elb_port"),
                    text("elb_protocol"),
                    text("elb_instance_port"),
                    text("elb_instance_protocol"),
                    text("elb_health_check_url", "/"),
                    number("elb_health_check_interval", 5, 300, 5),
                    number("elb_health_check_healthy", 2, 10, 2),
                    number("elb_health_check_unhealthy", 2, 10, 2),
                    number("elb_idle_timeout", 1, 4000, 300),
                    number("elb_connection_draining", 0, 3600, 300),
                    text("elb_sticky_app_cookie"),
                    text("elb_cert_name"),
                    text("elb_dns_alias"),
                    flag("elb_cross_zone_load_balancing", true),
                    text("scaling_policy", "simple"),
                    text("scaling_up", "10%"),
                    text("scaling_down", "10%"),
                    number("scaling_cooldown", 0, 86400, 600),
                    text("scaling_metric", "AWS/EC2/CPUUtilization"),
                    decimal("scaling_up_threshold"),
                    decimal("scaling_down_threshold"),
                    number("scaling_period", 10, 86400, 60),
                    number("scaling_evaluations", 1, 1440, 2),
                    number("scaling_down_evaluations", 1, 1440),
                    decimal("scaling_target"),
                    flag("scaling_in", true),
                    number("scaling_warmup", 0, 3600));

    private static final List<KnownOption> ACCEPTED =
            List.of(
                    text("target_group"),
                    text("phase"),
                    text("phase1_ami_name"),
                    text("bake_ami"),
                    text("bake_instance_profile"),
                    flag("enhanced_networking"),
                    text("deployment_strategy"),
                    text("test_hostclass"),
                    text("test_user"),
                    text("test_command"),
                    text("ssm_doc_testing_mode"),
                    text("ssm_doc_integration_tests"));

    /** Options of the sections that are no hostclasses. */
    private static final Map<String, Set<String>> SPECIAL =
            Map.of(
                    "disco_aws",
                    Set.of(
                            "project_name",
                            "default_environment",
                            "http_proxy_hostclass",
                            "zookeeper_hostclass",
                            "logger_hostclass",
                            "logforwarder_hostclass",
                            "s3_bucket_base",
                            "s3_bucket_suffix",
                            "sandbox_sync_config",
                            "sandbox_config_bucket",
                            "jump_box_hostclasses",
                            "user_timezone"),
                    "bake",
                    Set.of(
                            "bake_key",
                            "bakery_instance_type",
                            "bakery_environment",
                            "repo_hostclass",
                            "phase1_ami_name",
                            "phase1_hostclass",
                            "config_data_source",
                            "asiaq_data_source",
                            "data_destination",
                            "ami_stages",
                            "prod_baker",
                            "prod_account_ids",
                            "trusted_account_ids",
                            "no_repo_hostclasses"),
                    "test",
                    Set.of("env", "hostclass", "user", "command"),
                    "iam",
                    Set.of(
                            "saml_provider_name",
                            "saml_provider_url",
                            "role_prefix",
                            "policy_blacklist",
                            "naked_roles",
                            "prune_empty_groups"),
                    "audit",
                    Set.of("dev_canonical_id", "prod_canonical_id"),
                    "socify",
                    Set.of("socify_baseurl"));

    /** Special sections in which the options of hostclasses may stand too. */
    private static final Set<String> WITH_HOSTCLASS_OPTIONS = Set.of("bake", "test");

    private HostclassOptions() {}

    /** The options of a hostclass by name. */
    public static Map<String, KnownOption> all() {
        Map<String, KnownOption> all = new LinkedHashMap<>();
        RUNNING.forEach(each -> all.put(each.name(), each));
        ACCEPTED.forEach(each -> all.put(each.name(), each.accepted()));
        return all;
    }

    /** The options of a hostclass by topic, with what the reference says about each. */
    public static Map<String, List<KnownOption>> byTopic() {
        Map<String, KnownOption> all = all();
        Map<String, List<KnownOption>> topics = new LinkedHashMap<>();
        HostclassOptionWords.byTopic()
                .forEach((topic, words) -> {
                    List<KnownOption> options = new ArrayList<>();
                    words.forEach((name, said) -> {
                        KnownOption known = all.get(name);
                        if (known != null) {
                            options.add(
                                    known.described(said.value(), said.meaning(), said.absent()));
                        }
                    });
                    topics.put(topic, options);
                });
        return topics;
    }

    /**
     * The names that may stand in a section, without {@code @} and what follows: of a special
     * section, or of a hostclass.
     */
    static Set<String> namesIn(String section) {
        Set<String> special = SPECIAL.get(section);
        if (special == null) {
            return all().keySet();
        }
        Set<String> names = new TreeSet<>(special);
        if (section.equals("disco_aws")) {
            all().keySet().forEach(each -> names.add("default_" + each));
        }
        if (WITH_HOSTCLASS_OPTIONS.contains(section)) {
            names.addAll(all().keySet());
        }
        return names;
    }
}
