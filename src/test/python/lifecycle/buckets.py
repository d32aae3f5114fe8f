"""Buckets and objects."""
import json

import urllib.error
import urllib.request

from botocore.exceptions import ClientError

from .common import refused, wait

NAME = "lifecycle-data"


def build(account):
    s3 = account.s3
    s3.create_bucket(Bucket=NAME)
    wait(s3, "bucket_exists", Bucket=NAME)
    refused("InvalidBucketName", s3.create_bucket, Bucket="No")
    s3.put_bucket_versioning(Bucket=NAME, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_lifecycle_configuration(Bucket=NAME, LifecycleConfiguration={"Rules": [
        {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "logs/"}, "Expiration": {"Days": 30}}]})
    s3.put_bucket_policy(Bucket=NAME, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "s3:*",
         "Resource": [f"arn:aws:s3:::{NAME}", f"arn:aws:s3:::{NAME}/*"]}]}))
    refused("AccessControlListNotSupported", s3.put_object, Bucket=NAME, Key="x", Body=b"x", ACL="public-read")
    first = s3.put_object(Bucket=NAME, Key="logs/a", Body=b"one", Metadata={"by": "me"})
    s3.put_object(Bucket=NAME, Key="logs/a", Body=b"two")
    s3.upload_file(__file__, NAME, "src/me")
    assert s3.get_object(Bucket=NAME, Key="logs/a")["Body"].read() == b"two"
    old = s3.get_object(Bucket=NAME, Key="logs/a", VersionId=first["VersionId"])
    assert old["Body"].read() == b"one" and old["Metadata"] == {"by": "me"}
    unchanged(s3)
    keys = [each["Key"] for page in s3.get_paginator("list_objects_v2").paginate(
        Bucket=NAME, PaginationConfig={"PageSize": 1}) for each in page["Contents"]]
    assert keys == ["logs/a", "src/me"], keys
    link = s3.generate_presigned_url("get_object", Params={"Bucket": NAME, "Key": "logs/a"})
    with urllib.request.urlopen(link) as reply:
        assert reply.read() == b"two"
    try:
        urllib.request.urlopen(link.split("?")[0])
    except urllib.error.HTTPError as error:
        assert error.code == 403, error
    else:
        raise AssertionError("an unsigned request read an object of a private bucket")
    refused("BucketNotEmpty", s3.delete_bucket, Bucket=NAME)


def unchanged(s3):
    tag = s3.head_object(Bucket=NAME, Key="logs/a")["ETag"]
    try:
        s3.get_object(Bucket=NAME, Key="logs/a", IfNoneMatch=tag)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 304, error
    else:
        raise AssertionError("an unchanged object was sent again")


def remove(account):
    s3 = account.s3
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=NAME):
        for each in page.get("Versions", []) + page.get("DeleteMarkers", []):
            s3.delete_object(Bucket=NAME, Key=each["Key"], VersionId=each["VersionId"])
    s3.delete_bucket(Bucket=NAME)
