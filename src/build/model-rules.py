"""Extracts what AWS's models demand of requests from botocore into the local cloud's resource.

Run from the repository's root, after an update of botocore:
    python3 src/build/model-rules.py
"""

import gzip
import json
import os

import botocore

RESOURCE = "src/main/resources/dev/sila/localcloud/model-rules.json"

# Signing name -> botocore's folder.
SERVICES = {
    "ssm": "ssm",
    "cloudtrail": "cloudtrail",
    "servicequotas": "service-quotas",
    "route53": "route53",
    "logs": "logs",
    "acm": "acm",
}

# Which operations, by the beginning of their names; all of them if there is no entry.
ONLY = {
    "cloudtrail": ["LookupEvents", "DescribeTrails"],
    "acm": [
        "AddTags",
        "DeleteCertificate",
        "DescribeCertificate",
        "GetCertificate",
        "ImportCertificate",
        "ListCertificates",
        "ListTags",
        "RemoveTags",
        "RequestCertificate",
    ],
    "logs": [
        "CreateLogGroup",
        "CreateLogStream",
        "DeleteLogGroup",
        "DeleteLogStream",
        "DeleteMetricFilter",
        "DeleteRetentionPolicy",
        "DescribeLogGroups",
        "DescribeLogStreams",
        "DescribeMetricFilters",
        "FilterLogEvents",
        "GetLogEvents",
        "ListTagsForResource",
        "PutLogEvents",
        "PutMetricFilter",
        "PutRetentionPolicy",
        "TagResource",
        "TestMetricFilter",
        "UntagResource",
    ],
    "route53": [
        "Associate",
        "ChangeResource",
        "ChangeTags",
        "CreateHostedZone",
        "DeleteHostedZone",
        "Disassociate",
        "GetAccountLimit",
        "GetChange",
        "GetHostedZone",
        "ListHostedZones",
        "ListResource",
        "ListTagsForResource",
        "TestDNSAnswer",
        "UpdateHostedZoneComment",
    ],
}

# Members for which the service answers with an exception of its own.
OWN = {
    ("cloudtrail", "LookupEvents", "MaxResults"),
    ("cloudtrail", "LookupEvents", "EventCategory"),
    ("cloudtrail", "LookupEvents", "LookupAttributes[].AttributeKey"),
}
KEYS = ("min", "max", "pattern", "enum")


def model(folder):
    base = os.path.join(os.path.dirname(botocore.__file__), "data", folder)
    latest = sorted(os.listdir(base))[-1]
    with gzip.open(os.path.join(base, latest, "service-2.json.gz")) as packed:
        return json.load(packed)


def collect(shapes, name, path, rules, above):
    shape = shapes[name]
    rule = {key: shape[key] for key in KEYS if key in shape}
    if path and rule:
        rules[path] = rule
    if name in above:
        return
    above = above | {name}
    if shape["type"] == "structure":
        for member, target in shape["members"].items():
            inner = path + "." + member if path else member
            collect(shapes, target["shape"], inner, rules, above)
            if member in shape.get("required", []):
                rules.setdefault(inner, {})["required"] = True
    elif shape["type"] == "list":
        collect(shapes, shape["member"]["shape"], path + "[]", rules, above)
    elif shape["type"] == "map":
        collect(shapes, shape["value"]["shape"], path + "{}", rules, above)


def operations(signing, folder):
    found = model(folder)
    result = {}
    for name, operation in found["operations"].items():
        if "input" not in operation:
            continue
        if signing in ONLY and not name.startswith(tuple(ONLY[signing])):
            continue
        rules = {}
        collect(found["shapes"], operation["input"]["shape"], "", rules, frozenset())
        for path in list(rules):
            if (signing, name, path) in OWN:
                del rules[path]
        result[name] = rules
    return result


def main():
    lines = []
    for signing, folder in sorted(SERVICES.items()):
        block = []
        for name, rules in sorted(operations(signing, folder).items()):
            rows = [
                "   %s: %s" % (json.dumps(path), json.dumps(rule))
                for path, rule in sorted(rules.items())
            ]
            block.append('  "%s": {\n%s}' % (name, ",\n".join(rows)))
        lines.append(' "%s": {\n%s}' % (signing, ",\n".join(block)))
    with open(RESOURCE, "w") as out:
        out.write("{\n" + ",\n".join(lines) + "}\n")


if __name__ == "__main__":
    main()
