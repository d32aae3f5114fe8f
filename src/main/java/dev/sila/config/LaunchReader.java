package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.model.Cidr;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the hosts of a hostclass are made with. */
final class LaunchReader {
    static final String UTC = "Etc/UTC";

    /** The variables of user data by the options of {@code [disco_aws]} that name a hostclass. */
    static final Map<String, String> SERVICES =
            Map.of(
                    "http_proxy_hostclass", "http_proxy_ip",
                    "logforwarder_hostclass", "logforwarder_ip",
                    "logger_hostclass", "logger_ip",
                    "zookeeper_hostclass", "zookeepers");

    private static final String AWS = "aws";
    private static final String SPOTINST = "spotinst";
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9-]{0,64}");
    private static final String PROXY = "http_proxy_hostclass";

    private final Configuration configuration;
    private final Environment environment;
    private final Options options;
    private final Problems problems;

    LaunchReader(
            Configuration configuration,
            Environment environment,
            Options options,
            Problems problems) {
        this.configuration = configuration;
        this.environment = environment;
        this.options = options;
        this.problems = problems;
    }

    Hostclass.Launch read() {
        return new Hostclass.Launch(
                elasticIp(),
                options.text(ReservedAddressReader.OPTION) != null,
                options.flag("spotinst"),
                spotinstAccount(),
                services(),
                options.find("detailed_monitoring").isPresent()
                        ? Boolean.valueOf(options.flag("detailed_monitoring"))
                        : null,
                Duration.ofSeconds(options.number("ami_available_wait_time", 0)),
                timeZone());
    }

    private @Nullable String elasticIp() {
        String address = options.text("eip");
        if (address != null && Cidr.readAddress(address).isEmpty()) {
            problems.error(
                    options.where("eip"),
                    "eip is \"" + address + "\", which is no IPv4 address.",
                    "Write an Elastic IP address of the account, such as 198.51.100.7.");
            return null;
        }
        return address;
    }

    /** Null unless Spotinst is to keep what is on spot. */
    private @Nullable String spotinstAccount() {
        String provider = options.text("spot_provider", AWS);
        if (provider.equals(AWS)) {
            return null;
        }
        if (!provider.equals(SPOTINST)) {
            problems.error(
                    options.where("spot_provider"),
                    "spot_provider is \"" + provider + "\".",
                    Suggest.remedy(
                            provider,
                            List.of(AWS, SPOTINST),
                            "Write " + AWS + " or " + SPOTINST + "."));
            return null;
        }
        String account = options.text("spotinst_account_id", "");
        if (!ACCOUNT.matcher(account).matches()) {
            problems.error(
                    options.where("spotinst_account_id"),
                    "spotinst_account_id is \"" + account + "\", which is no account.",
                    "Write it as Spotinst's console shows it, such as act-1a2b3c4d.");
        }
        return account;
    }

    /** Only hostclasses that keep an address here, for no other is known before they run. */
    private Map<String, String> services() {
        HostclassReader hostclasses = new HostclassReader(configuration, environment);
        Map<String, String> services = new TreeMap<>();
        SERVICES.forEach((option, variable) -> {
            Optional<String> hostclass = named(option);
            boolean told = !option.equals(PROXY) || options.flag("enable_proxy");
            if (told && hostclass.isPresent()) {
                Options theirs = hostclasses.options(hostclass.get(), new Problems());
                if (theirs.text(ReservedAddressReader.OPTION) != null) {
                    services.put(variable, hostclass.get());
                }
            }
        });
        return services;
    }

    private Optional<String> named(String option) {
        return configuration
                .hostclasses()
                .find("disco_aws", option + "@" + environment.name())
                .or(() -> configuration.hostclasses().find("disco_aws", option))
                .map(IniOption::value)
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private String timeZone() {
        String zone = options.text("schedule_time_zone", UTC);
        if (zone.equals("UTC")) {
            return UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.error(
                    options.where("schedule_time_zone"),
                    "schedule_time_zone is \"" + zone + "\", which is no time zone.",
                    Suggest.remedy(
                            zone,
                            ZoneId.getAvailableZoneIds(),
                            "Write an IANA name, such as Europe/Berlin."));
            return UTC;
        }
        return zone;
    }
}
