package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Ec2Setup;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** How EC2's corpora write their rules, and the pages that these are from. */
final class Ec2Rules {
    static final String ERRORS =
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html";
    private static final String GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide/";

    private Ec2Rules() {}

    /** The page of an operation or type in EC2's API reference. */
    static String api(String name) {
        return "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_" + name + ".html";
    }

    /** A page of the VPC user guide. */
    static String guide(String page) {
        return GUIDE + page + ".html";
    }

    static Refusal rule(
            String rule, String source, String code, BiConsumer<Ec2Client, Ec2Setup> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(rig.ec2(), new Ec2Setup(rig)));
    }
}
