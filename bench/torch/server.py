"""Native PyTorch, driven by bench/peers/torch.mjs: reads requests and writes answers, JSON by line.

A request makes a contender, runs it so many steps (timed here), or reads its last numbers.
"""

import base64
import json
import sys
import time

import torch

from kinds import KINDS

torch.set_num_threads(1)
TYPES = {"Float32Array": torch.float32, "Int32Array": torch.int32}


def decode(array):
    raw = bytearray(base64.b64decode(array["data"]))
    return torch.frombuffer(raw, dtype=TYPES[array["type"]]).clone()


contenders = {}


def answer(request):
    what = request["do"]
    if what == "hello":
        return {"version": torch.__version__}
    if what == "make":
        arrays = {name: decode(array) for name, array in request["arrays"].items()}
        made = KINDS[request["kind"]](arrays, **request["options"])
        number = max(contenders, default=0) + 1
        contenders[number] = {"step": made[0], "read": made[1], "next": 0}
        return {"id": number}
    if what == "drop":
        del contenders[request["id"]]
        return {}
    contender = contenders[request["id"]]
    if what == "read":
        return {"values": [float(value) for value in contender["read"]()]}
    step = contender["step"]
    first = contender["next"]
    last = contender["next"] = first + request["count"]
    started = time.perf_counter()
    for number in range(first, last):
        step(number)
    return {"ms": (time.perf_counter() - started) * 1000}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()
