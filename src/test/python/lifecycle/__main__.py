"""The whole life of an environment through boto3, step after step, on an endpoint that is given.

python3 -m lifecycle ENDPOINT
"""
import sys
import time

from . import access, balancers, buckets, fleet, images, messages, network, operations, teardown
from .common import Account

STEPS = [
    ("nothing is there at the start", lambda account: nothing(account)),
    ("network with NAT, peering, VPN gateway, endpoints", network.build),
    ("roles, profiles, policies, users", access.build),
    ("classic and application load balancers", balancers.build),
    ("launch template and group", fleet.build),
    ("simple, step and target-tracking policies", fleet.policies),
    ("schedules", fleet.schedules),
    ("lifecycle hooks", fleet.hooks),
    ("standby and protection", fleet.standby),
    ("instance refresh", fleet.refresh),
    ("alarms, topics, notifications, rules", messages.build),
    ("image from an instance", images.build),
    ("documents, commands, windows", operations.build),
    ("buckets", buckets.build),
    ("deletes in wrong order are refused", teardown.wrong_orders),
    ("buckets go", buckets.remove),
    ("documents and windows go", operations.remove),
    ("alarms and topics go", messages.remove),
    ("the group goes", fleet.remove),
    ("images go", images.remove),
    ("balancers go", balancers.remove),
    ("roles go", access.remove),
    ("the network goes", teardown.remove),
    ("nothing is left", lambda account: nothing(account)),
]


def nothing(account):
    found = teardown.left(account)
    assert not found, found


def main(endpoint):
    account = Account(endpoint)
    for name, step in STEPS:
        start = time.monotonic()
        step(account)
        print(f"ok {name} ({time.monotonic() - start:.1f} s)", flush=True)


main(sys.argv[1])
