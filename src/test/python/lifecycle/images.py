"""An image from an instance, and what stands on it."""
from . import fleet
from .common import refused, tags, until, wait


def build(account):
    ec2, made = account.ec2, account.made
    instance = fleet.in_service(account, 2)[0]
    made["own_image"] = ec2.create_image(InstanceId=instance, Name="lifecycle", NoReboot=True,
                                         TagSpecifications=tags("image", "lifecycle"))["ImageId"]
    wait(ec2, "image_available", ImageIds=[made["own_image"]])
    image = ec2.describe_images(ImageIds=[made["own_image"]])["Images"][0]
    made["snapshot"] = image["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
    wait(ec2, "snapshot_completed", SnapshotIds=[made["snapshot"]])
    ec2.modify_image_attribute(ImageId=made["own_image"], LaunchPermission={"Add": [{"UserId": "111122223333"}]})
    copy = ec2.copy_image(SourceImageId=made["own_image"], SourceRegion="us-east-1", Name="copy")["ImageId"]
    wait(ec2, "image_available", ImageIds=[copy])
    refused("InvalidSnapshot.InUse", ec2.delete_snapshot, SnapshotId=made["snapshot"])
    refused("InvalidAMIName.Duplicate", ec2.create_image, InstanceId=instance, Name="lifecycle", NoReboot=True)
    made["copy"] = copy
    one = ec2.run_instances(ImageId=made["own_image"], InstanceType="t3.micro", MinCount=1, MaxCount=1,
                            SubnetId=made["private_b"])["Instances"][0]["InstanceId"]
    wait(ec2, "instance_running", InstanceIds=[one])
    made["single"] = one
    ec2.stop_instances(InstanceIds=[one])
    wait(ec2, "instance_stopped", InstanceIds=[one])
    ec2.start_instances(InstanceIds=[one])
    wait(ec2, "instance_status_ok", InstanceIds=[one])
    ec2.modify_instance_attribute(InstanceId=one, SourceDestCheck={"Value": False})
    assert ec2.get_console_output(InstanceId=one)["InstanceId"] == one
    volume = ec2.create_volume(AvailabilityZone="us-east-1b", Size=8, VolumeType="gp3")["VolumeId"]
    wait(ec2, "volume_available", VolumeIds=[volume])
    ec2.attach_volume(VolumeId=volume, InstanceId=one, Device="/dev/sdf")
    wait(ec2, "volume_in_use", VolumeIds=[volume])
    until("an attached volume", lambda: ec2.describe_volumes(
        VolumeIds=[volume])["Volumes"][0]["Attachments"][0]["State"] == "attached")
    refused("VolumeInUse", ec2.delete_volume, VolumeId=volume)
    ec2.detach_volume(VolumeId=volume)
    wait(ec2, "volume_available", VolumeIds=[volume])
    ec2.delete_volume(VolumeId=volume)


def remove(account):
    ec2, made = account.ec2, account.made
    for image in (made["own_image"], made["copy"]):
        snapshots = [mapping["Ebs"]["SnapshotId"] for mapping in
                     ec2.describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"] if "Ebs" in mapping]
        ec2.deregister_image(ImageId=image)
        for snapshot in snapshots:
            ec2.delete_snapshot(SnapshotId=snapshot)
