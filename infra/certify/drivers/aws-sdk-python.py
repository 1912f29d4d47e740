#!/usr/bin/env python3
"""boto3, with its transfer manager."""
import os
import sys
import threading

try:
    import boto3
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config
    from botocore.exceptions import ClientError
except ImportError:
    boto3 = None
from lib import BUCKET, LISTING, URL, content, equal, fail, file, main, same, tree

import urllib.request


def version():
    if boto3 is None:
        fail("boto3 is not installed for " + sys.executable)
    import botocore
    return f"boto3 {boto3.__version__}, botocore {botocore.__version__}"


def client():
    return boto3.client("s3", endpoint_url=URL, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        equal(code, e.response["Error"]["Code"], "the refusal")
        return
    fail(f"this should have been refused with {code}: {call.__name__}")


def job_sizes():
    s3 = client()
    for name in sorted(os.listdir(os.environ["FILES"])):
        s3.upload_file(file(name), BUCKET, name)
        s3.download_file(BUCKET, name, "back")
        same(file(name), "back")


def job_tree():
    s3 = client()
    for path, name in tree():
        s3.upload_file(path, BUCKET, name)
    keys = sorted(item["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET) for item in page["Contents"])
    equal(sorted(name for _, name in tree()), keys, "the keys")
    for path, name in tree():
        s3.download_file(BUCKET, name, "back")
        same(path, "back")


def job_metadata():
    s3 = client()
    sent = {"ContentType": "text/x-certify", "CacheControl": "max-age=7", "ContentLanguage": "de", "Metadata": {"color": "blue"}}
    s3.put_object(Bucket=BUCKET, Key="m", Body=b"x", Tagging="a=1&b=%2B", **sent)
    head = s3.head_object(Bucket=BUCKET, Key="m")
    equal(sent, {name: head.get(name) for name in sent}, "metadata")
    equal([{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "+"}], s3.get_object_tagging(Bucket=BUCKET, Key="m")["TagSet"], "tags")


def job_ranges():
    s3 = client()
    all_bytes = content("5MiB")
    s3.put_object(Bucket=BUCKET, Key="r", Body=all_bytes)
    for given, expected in (("bytes=0-0", all_bytes[:1]), ("bytes=-3", all_bytes[-3:]), ("bytes=1000000-", all_bytes[1000000:])):
        answer = s3.get_object(Bucket=BUCKET, Key="r", Range=given)
        equal(206, answer["ResponseMetadata"]["HTTPStatusCode"], given)
        if answer["Body"].read() != expected:
            fail(f"other bytes for {given}")
    refused("InvalidRange", s3.get_object, Bucket=BUCKET, Key="r", Range="bytes=5242880-")


def job_multipart():
    s3 = client()
    bytes_of = content("30MB")
    parts = [bytes_of[at:at + (5 << 20)] for at in range(0, len(bytes_of), 5 << 20)]
    aborted = s3.create_multipart_upload(Bucket=BUCKET, Key="u")["UploadId"]
    s3.upload_part(Bucket=BUCKET, Key="u", UploadId=aborted, PartNumber=1, Body=parts[0])
    s3.abort_multipart_upload(Bucket=BUCKET, Key="u", UploadId=aborted)
    refused("NoSuchUpload", s3.list_parts, Bucket=BUCKET, Key="u", UploadId=aborted)
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="u")["UploadId"]
    s3.upload_part(Bucket=BUCKET, Key="u", UploadId=upload, PartNumber=1, Body=parts[0])
    there = s3.list_parts(Bucket=BUCKET, Key="u", UploadId=upload)["Parts"]
    done = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in there]
    for number, part in list(enumerate(parts, 1))[len(done):]:
        done.append({"PartNumber": number, "ETag": s3.upload_part(Bucket=BUCKET, Key="u", UploadId=upload, PartNumber=number,
            Body=part)["ETag"]})
    s3.complete_multipart_upload(Bucket=BUCKET, Key="u", UploadId=upload, MultipartUpload={"Parts": done})
    s3.download_file(BUCKET, "u", "back", Config=TransferConfig(multipart_chunksize=7 << 20))
    same(file("30MB"), "back")


def job_listing():
    s3 = client()
    pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket=LISTING))
    equal(5000, sum(page["KeyCount"] for page in pages), "keys")
    pages = list(s3.get_paginator("list_objects").paginate(Bucket=LISTING, Delimiter="/", PaginationConfig={"PageSize": 7}))
    equal(50, sum(len(page["CommonPrefixes"]) for page in pages), "common prefixes")


def job_presigned():
    s3 = client()
    url = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "p +", "ContentType": "text/x-certify"})
    urllib.request.urlopen(urllib.request.Request(url, content("5MiB"), {"Content-Type": "text/x-certify"}, method="PUT")).read()
    with urllib.request.urlopen(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "p +"})) as answer:
        equal("text/x-certify", answer.headers["Content-Type"], "the content type")
        if answer.read() != content("5MiB"):
            fail("other bytes from the presigned GET")
    form = s3.generate_presigned_post(BUCKET, "posted", Conditions=[["content-length-range", 1, 10]])
    edge = "certify-boundary"
    body = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name,
        value in form["fields"].items())
    body += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nposted\r\n--{edge}--\r\n'
    urllib.request.urlopen(urllib.request.Request(form["url"], body.encode(),
        {"Content-Type": f"multipart/form-data; boundary={edge}"})).read()
    equal(b"posted", s3.get_object(Bucket=BUCKET, Key="posted")["Body"].read(), "what was posted")


def job_copy():
    s3 = client()
    s3.put_object(Bucket=BUCKET, Key="one", Body=content("30MB"), Metadata={"color": "blue"})
    s3.copy_object(Bucket=BUCKET, Key="two +", CopySource={"Bucket": BUCKET, "Key": "one"})
    equal({"color": "blue"}, s3.head_object(Bucket=BUCKET, Key="two +")["Metadata"], "metadata that was copied")
    s3.copy_object(Bucket=BUCKET, Key="two +", CopySource={"Bucket": BUCKET, "Key": "two +"}, MetadataDirective="REPLACE",
        Metadata={"a": "b"})
    equal({"a": "b"}, s3.head_object(Bucket=BUCKET, Key="two +")["Metadata"], "metadata that was replaced")
    s3.copy({"Bucket": BUCKET, "Key": "two +"}, BUCKET, "three", Config=TransferConfig(multipart_threshold=8 << 20,
        multipart_chunksize=8 << 20))
    s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "one"}, {"Key": "two +"}]})
    equal(["three"], [item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]], "the keys that are left")
    s3.download_file(BUCKET, "three", "back")
    same(file("30MB"), "back")


def job_race():
    s3 = client()
    told = []

    def create(writer):
        try:
            s3.put_object(Bucket=BUCKET, Key="once", Body=str(writer).encode(), IfNoneMatch="*")
            told.append(writer)
        except ClientError as e:
            if e.response["Error"]["Code"] not in ("PreconditionFailed", "ConditionalRequestConflict"):
                told.append(e)
    writers = [threading.Thread(target=create, args=(writer,)) for writer in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    equal(1, len(told), "writers that made the object")
    equal(str(told[0]).encode(), s3.get_object(Bucket=BUCKET, Key="once")["Body"].read(), "what the winner wrote")
    etag = s3.head_object(Bucket=BUCKET, Key="once")["ETag"]
    s3.put_object(Bucket=BUCKET, Key="once", Body=b"next", IfMatch=etag)
    refused("PreconditionFailed", s3.put_object, Bucket=BUCKET, Key="once", Body=b"late", IfMatch=etag)


def job_checksums():
    s3 = client()
    for algorithm in ("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "SHA512", "MD5", "XXHASH64", "XXHASH3", "XXHASH128"):
        try:
            put = s3.put_object(Bucket=BUCKET, Key=algorithm, Body=content("5MiB"), ChecksumAlgorithm=algorithm)
        except ClientError:
            raise
        except Exception as e:
            # This client computes some of them with libraries that it does not bring.
            print(f"{algorithm} was left out: {e}")
            continue
        name = "Checksum" + algorithm
        equal(put[name], s3.head_object(Bucket=BUCKET, Key=algorithm, ChecksumMode="ENABLED")[name], algorithm)
        s3.get_object(Bucket=BUCKET, Key=algorithm, ChecksumMode="ENABLED")["Body"].read()
    refused("BadDigest", s3.put_object, Bucket=BUCKET, Key="c", Body=b"x", ChecksumCRC32="AAAAAA==")


def job_versions():
    s3 = client()
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    ids = [s3.put_object(Bucket=BUCKET, Key="v", Body=body)["VersionId"] for body in (b"one", b"two")]
    marker = s3.delete_object(Bucket=BUCKET, Key="v")["VersionId"]
    refused("NoSuchKey", s3.get_object, Bucket=BUCKET, Key="v")
    listed = s3.list_object_versions(Bucket=BUCKET)
    equal([ids[1], ids[0]], [version["VersionId"] for version in listed["Versions"]], "the versions, newest first")
    equal(b"one", s3.get_object(Bucket=BUCKET, Key="v", VersionId=ids[0])["Body"].read(), "the first version")
    s3.delete_object(Bucket=BUCKET, Key="v", VersionId=marker)
    equal(b"two", s3.get_object(Bucket=BUCKET, Key="v")["Body"].read(), "the object without its delete marker")


main(version, globals())
