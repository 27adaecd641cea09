"""Carries out calls by boto3, one JSON document a line: Python takes a second to start, a call a few milliseconds."""
import base64
import datetime
import json
import sys
import types

import boto3
import botocore.auth
from botocore import UNSIGNED, xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

clients = {}
late = datetime.timedelta(0)


class Clock(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return datetime.datetime.utcnow() - late


# Both of botocore's signers, its own and the one in C where that is installed, ask their module for the time.
for signer in (botocore.auth, sys.modules.get("botocore.crt.auth")):
    if signer:
        signer.datetime = types.SimpleNamespace(datetime=Clock, timezone=datetime.timezone)


def client(to):
    name = json.dumps(to, sort_keys=True)
    if name not in clients:
        key = to.get("credentials")
        config = {} if key else {"signature_version": UNSIGNED}
        if "attempts" in to:
            config["retries"] = {"mode": "standard", "total_max_attempts": to["attempts"]}
        clients[name] = boto3.session.Session(
            aws_access_key_id=key and key["accessKeyId"],
            aws_secret_access_key=key and key["secretAccessKey"],
            aws_session_token=key and key.get("sessionToken"),
            region_name=to.get("region", "eu-central-1"),
        ).client(to["service"], endpoint_url=to["endpoint"], verify=to.get("ca"), config=Config(**config))
    return clients[name]


def work(job):
    global late
    late = datetime.timedelta(seconds=job["to"].get("late", 0))
    made = client(job["to"])
    method = xform_name(job["operation"])
    if job["does"] == "presign":
        return {"Url": made.generate_presigned_url(method, job["input"], HttpMethod="GET")}
    if job["does"] == "wait":
        made.get_waiter("user_exists").wait(WaiterConfig={"Delay": 0, "MaxAttempts": 2}, **job["input"])
        return {}
    if job["does"] == "pages":
        paging = {"PageSize": job["pageSize"]}
        return made.get_paginator(method).paginate(**job["input"], PaginationConfig=paging).build_full_result()
    return getattr(made, method)(**job["input"])


def plain(value):
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(type(value))


print(json.dumps({"version": boto3.__version__ + ", botocore " + botocore.__version__}), flush=True)
for line in sys.stdin:
    try:
        outcome = {"output": work(json.loads(line))}
    except ClientError as refused:
        known = type(refused).__name__
        error = refused.response["Error"]
        error = {"code": error.get("Code"), "message": error.get("Message")}
        outcome = {"output": {}, "error": error if known == "ClientError" else {**error, "exception": known}}
    except Exception as failed:
        error = {"code": type(failed).__name__, "message": str(failed)}
        outcome = {"output": {}, "error": error}
    print(json.dumps(outcome, default=plain), flush=True)
