package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Warns of what Asiaq's files may say and this version does not do, and what to do instead. */
public final class NotYet {
    static final String TESTS = "No test is run; sila host exec can run one.";

    private static final String SENTENCE = " not carried out yet.";
    private static final String BAKING =
            "Bake images by other means; pipelines run those that there are.";
    private static final String DEPLOYING = "Replace hosts by sila fleet refresh.";
    private static final String SANDBOX = "Make one with sila env create --type sandbox.";
    private static final String BUCKETS = "No bucket is named after it.";

    private static final Map<String, String> SECTIONS =
            Map.of(
                    "bake", "Only ami_stages and trusted_account_ids count in it. " + BAKING,
                    "test", TESTS,
                    "iam", "Only the roles of hosts are made: instance_profile_name.",
                    "audit", "Buckets of trails are not made.",
                    "socify", "No ticket is told of deployments.");

    private static final Map<String, String> OPTIONS = options();

    private NotYet() {}

    private static Map<String, String> options() {
        Map<String, String> all = new HashMap<>();
        List.of("phase", "phase1_ami_name", "bake_ami", "bake_instance_profile")
                .forEach(each -> all.put(each, BAKING));
        all.put("enhanced_networking", "Types of today have it always.");
        List.of("deployment_strategy", "ssm_doc_testing_mode")
                .forEach(each -> all.put(each, DEPLOYING));
        List.of("test_hostclass", "test_user", "test_command", "ssm_doc_integration_tests")
                .forEach(each -> all.put(each, TESTS));
        all.put("target_group", "lb_type=alb or nlb makes target groups.");
        return Map.copyOf(all);
    }

    /** Whether a problem is one of these. */
    public static boolean is(Problem problem) {
        return problem.what().endsWith(SENTENCE);
    }

    /** Warns of an option of hostclasses that is only accepted. */
    static void option(String name, IniOption option, Problems problems) {
        warn(
                option.where(),
                "the option " + option.name(),
                OPTIONS.getOrDefault(name, ""),
                problems);
    }

    /** Warns of an option of {@code [disco_aws]} that is only accepted, if it is one. */
    static void ofAll(String name, String where, Problems problems) {
        String remedy =
                switch (name) {
                    case "s3_bucket_base", "s3_bucket_suffix" -> BUCKETS;
                    case "sandbox_sync_config", "sandbox_config_bucket" -> SANDBOX;
                    case "user_timezone" -> "Times are shown in UTC.";
                    default -> "";
                };
        if (!remedy.isEmpty()) {
            warn(where, "the option " + name, remedy, problems);
        }
    }

    /** Warns of a section. */
    static void section(String section, String where, Problems problems) {
        String all = section.equals("bake") ? "most of the section [" : "the section [";
        warn(where, all + section + "]", SECTIONS.getOrDefault(section, ""), problems);
    }

    /** Warns of something in one sentence. */
    static void warn(String where, String what, String remedy, Problems problems) {
        problems.warning(where, what + " is" + SENTENCE, remedy);
    }
}
