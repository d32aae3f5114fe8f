package dev.sila.rehearsal;

import dev.sila.rehearsal.AccountDump.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a dump what differs between two accounts that are the same to their users:
 * identifiers become the names of what they identify, moments and addresses that AWS chose go.
 */
public final class Masking {
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\b([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b");
    private static final Pattern CHOSEN =
            Pattern.compile(
                    "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,27}|(?<=/)[0-9a-f]{16}\\b|(?<=-)[0-9a-f]{8}(?=[-.][a-z])"
                            + "|\\bA(?:RO|IP|ID)A[A-Z0-9]{16,17}\\b|(?<=[-_.])[0-9]{9,}(?=[:._-]|$)"
                            + "|\\bip-[0-9-]+\\b|\\bec2-[0-9-]+\\b|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}");

    /** The second names of balancers and target groups, in what CloudWatch has of their ARNs. */
    private static final Pattern SECOND =
            Pattern.compile("((?:app|net|targetgroup)/[A-Za-z0-9-]+-)[0-9a-f]{4}(?=/)");

    private static final Pattern ADDRESS =
            Pattern.compile("\\b[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\b(?!/)");

    /** Members that hold an address which AWS chose, unless a reserved interface has it. */
    private static final Set<String> ADDRESSES =
            Set.of(
                    "PrivateIpAddress",
                    "PrivateIpAddresses",
                    "PublicIp",
                    "PublicIpAddress",
                    "PrivateIp",
                    "CarrierIp",
                    "DNSName",
                    "CanonicalHostedZoneName",
                    "AllocatedIp");

    /** Counts of what has been: an update that was undone leaves traces in them. */
    private static final Set<String> HISTORY =
            Set.of(
                    "VersionNumber",
                    "DefaultVersionNumber",
                    "LatestVersionNumber",
                    "Version",
                    "StateReason",
                    "StateReasonData",
                    "StateUpdatedTimestamp",
                    "AvailableIpAddressCount");

    private final Map<String, String> names = new HashMap<>();

    private Masking(Collection<Entry> entries) {
        entries.forEach(each -> {
            String name = name(each);
            if (IDENTIFIER.matcher(each.id()).matches() || each.id().startsWith("arn:")) {
                names.put(each.id(), each.kind() + (name.isEmpty() ? "" : " " + name));
            }
        });
    }

    /** The entries' texts without what is chosen by AWS, sorted. */
    public static List<String> of(Collection<Entry> entries) {
        Masking masking = new Masking(entries);
        List<String> texts = new ArrayList<>();
        entries.forEach(each -> texts.add(each.kind() + " " + masking.tree(each)));
        texts.sort(null);
        return texts;
    }

    private Tree tree(Entry entry) {
        // Of hosts and their parts only how many there are is Sila's doing.
        boolean placed =
                entry.kind().equals("Instance")
                        || entry.kind().equals("Volume")
                        || entry.tree().text("Attachment").contains("InstanceId=");
        boolean reserved = entry.kind().equals("NetworkInterface") && !name(entry).isEmpty();
        Tree.Branch told = placed ? new Tree.Branch(Map.of()) : entry.tree();
        return Objects.requireNonNull(
                told.map(
                        "",
                        (path, leaf) ->
                                path.startsWith(".Instances.")
                                        ? null
                                        : masked(path, leaf, reserved)));
    }

    /** The value of its tag {@code Name}. */
    static String name(Entry entry) {
        Tree tags = entry.tree().members().get("Tags");
        if (tags instanceof Tree.Many(List<Tree> elements)) {
            for (Tree each : elements) {
                if (each instanceof Tree.Branch tag && tag.text("Key").equals("Name")) {
                    return tag.text("Value");
                }
            }
        }
        return "";
    }

    private @Nullable Tree masked(String path, Tree leaf, boolean reserved) {
        String member = path.substring(path.lastIndexOf('.') + 1);
        if (leaf instanceof Tree.Moment || HISTORY.contains(member)) {
            return null;
        }
        String text = named(leaf.toString());
        text = SECOND.matcher(CHOSEN.matcher(text).replaceAll("*")).replaceAll("$1*");
        if (member.equals("VPCZoneIdentifier")) {
            text = Stream.of(text.split(",")).sorted().collect(Collectors.joining(","));
        }
        if (member.equals("TargetGroupName")) {
            text = text.replaceFirst("-[0-9a-f]{4}$", "-*");
        }
        boolean chosen = !reserved && ADDRESSES.stream().anyMatch(path::endsWith);
        return new Tree.Leaf(chosen ? ADDRESS.matcher(text).replaceAll("*") : text);
    }

    private String named(String text) {
        String whole = names.get(text);
        if (whole != null) {
            return "<" + whole + ">";
        }
        Matcher matcher = IDENTIFIER.matcher(text);
        return matcher.replaceAll(match -> {
            String name = names.get(match.group());
            return Matcher.quoteReplacement(
                    name == null ? match.group(1) + "-*" : "<" + name + ">");
        });
    }
}
