"""What the steps of the lifecycle share."""
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

QUICK = {"Delay": 1, "MaxAttempts": 120}


class Account:
    """Clients of every service, made at first use, and the identifiers of what the steps made."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.made = {}
        self._clients = {}

    def __getattr__(self, service):
        name = service.replace("_", "-")
        if name not in self._clients:
            self._clients[name] = boto3.client(
                name, endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id="local",
                aws_secret_access_key="local", config=Config(retries={"max_attempts": 1}))
        return self._clients[name]


def wait(client, name, **arguments):
    """One of the SDK's own waiters, asking more often than it would on AWS."""
    client.get_waiter(name).wait(WaiterConfig=QUICK, **arguments)


def until(what, condition, seconds=120):
    """Waits for a condition; its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.3)
    raise AssertionError(f"{what}: not within {seconds} s")


def refused(code, call, **arguments):
    """The call must be refused with that code."""
    try:
        call(**arguments)
    except ClientError as error:
        actual = error.response["Error"]["Code"]
        assert actual == code, f"{call.__name__}: refused with {actual} instead of {code}: {error}"
        return
    raise AssertionError(f"{call.__name__}{arguments}: was not refused; AWS answers {code}")


def tags(kind, name):
    """A tag specification with that name."""
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}, {"Key": "lifecycle", "Value": "yes"}]}]
