"""Reads answers of the local cloud as botocore does and says what AWS's models miss in them.

Input: a file with one JSON object a line: service (the SDK's name of it), operation, status, headers, body (Base64).
Output: one line for each problem; the last line counts the answers.
"""
import base64
import datetime
import io
import json
import sys

import botocore.session
from botocore.compat import HTTPHeaders
from botocore.parsers import create_parser

# Where AWS itself answers otherwise than its model says: examples in the EC2 API reference, and what clients see.
AWS_OWN = {
    "InternetGateways[].Attachments[].State": {"available"},
    "VpcEndpoint.State": {"pending", "available", "deleting", "deleted"},
    "VpcEndpoints[].State": {"pending", "available", "deleting", "deleted"},
}

session = botocore.session.get_session()


def models():
    """The models by the SDK's name: the service's ID without spaces, in small letters."""
    found = {}
    for name in ("ec2", "autoscaling", "elb", "elbv2", "cloudwatch", "sns", "sqs", "events", "ssm", "iam", "sts", "s3",
                 "cloudtrail", "service-quotas", "route53", "acm", "logs"):
        model = session.get_service_model(name)
        found[model.service_id.replace(" ", "").lower()] = model
    return found


def protocol(model, headers):
    """The protocol that an answer is in: JSON services are told by their content type."""
    if "amz-json" in headers.get("Content-Type", ""):
        return "json"
    return next(p for p in [model.metadata["protocol"]] + model.metadata.get("protocols", []) if p in
                ("ec2", "query", "rest-xml", "rest-json"))


def look(path, shape, value):
    """Walks through a value and yields what its shape demands and it does not have."""
    if value is None:
        return
    if shape.type_name == "structure":
        for name in shape.required_members:
            if name not in value:
                yield f"{path}.{name}: required and not there"
        for name, member in shape.members.items():
            if name in value:
                yield from look(f"{path}.{name}", member, value[name])
    elif shape.type_name == "list":
        for each in value:
            yield from look(path + "[]", shape.member, each)
    elif shape.type_name == "map":
        for each in value.values():
            yield from look(path + "{}", shape.value, each)
    elif shape.type_name == "timestamp":
        if not isinstance(value, datetime.datetime):
            yield f"{path}: not a time: {value!r}"
    elif (shape.type_name == "string" and shape.enum and value not in shape.enum
          and value not in AWS_OWN.get(path.partition(".")[2], ())):
        yield f"{path}: {value!r} is none of the model's values"


def problems(model, reply):
    operation = model.operation_model(reply["operation"])
    headers = HTTPHeaders()
    for name, values in reply["headers"].items():
        headers[name] = ",".join(values)
    body = base64.b64decode(reply["body"])
    if operation.has_streaming_output:
        body = io.BytesIO(body)
    answer = {"headers": headers, "body": body, "status_code": reply["status"], "context": {"operation_name": operation.name}}
    parsed = create_parser(protocol(model, headers)).parse(answer, operation.output_shape)
    if not parsed.get("ResponseMetadata", {}).get("RequestId"):
        yield f"{operation.name}: no request ID"
    if operation.output_shape is not None:
        yield from look(operation.name, operation.output_shape, parsed)


def main(path):
    known = models()
    count = 0
    seen = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            reply = json.loads(line)
            count += 1
            model = known[reply["service"].lower()]
            try:
                found = list(problems(model, reply))
            except Exception as failure:  # what botocore cannot read is a problem like any other
                found = [f"{reply['operation']}: {failure!r}"]
            for problem in found:
                if (model.service_name, problem) not in seen:
                    seen.add((model.service_name, problem))
                    print(f"{model.service_name} {problem}")
    print(f"{count} answers")


main(sys.argv[1])
