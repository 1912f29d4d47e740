"""What drivers in Python share: a driver defines functions job_JOB, and ends with main(version, globals())."""
import filecmp
import os
import sys
import traceback

URL = os.environ.get("S3_URL", "")
BUCKET = os.environ.get("BUCKET", "")
LISTING = os.environ.get("LISTING", "")
FILES = os.environ.get("FILES", "")
TREE = os.environ.get("TREE", "")


def fail(reason):
    print(reason)
    sys.exit(1)


def not_applicable(reason):
    print(reason)
    sys.exit(103)


def equal(expected, actual, what):
    if expected != actual:
        fail(f"{what}: expected {expected!r}, got {actual!r}")


def same(one, other):
    if not filecmp.cmp(one, other, shallow=False):
        fail(f"{other} is not what was stored")


def file(name):
    return os.path.join(FILES, name)


def content(name):
    with open(file(name), "rb") as bytes_of:
        return bytes_of.read()


def tree():
    for directory, _, names in os.walk(TREE):
        for name in names:
            path = os.path.join(directory, name)
            yield path, os.path.relpath(path, TREE)


def main(version, names):
    jobs = [name[4:] for name in names if name.startswith("job_")]
    if sys.argv[1] == "version":
        print(version())
    elif sys.argv[1] == "jobs":
        print("\n".join(jobs))
    else:
        try:
            names["job_" + sys.argv[2]]()
        except Exception as e:
            traceback.print_exc()
            answer = getattr(e, "response", {}).get("ResponseMetadata", {})
            if answer.get("RequestId"):
                print("RequestId:", answer["RequestId"])
            fail(f"{type(e).__name__}: {e}".splitlines()[0])
