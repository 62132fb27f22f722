"""The integration guide's client for Python: guide_client.py is the guide's text, letter by letter."""

import asyncio
import json
import sys
import urllib.request
from collections import defaultdict

from guide_client import VirtualQueueWebSocketClient

PATIENCE_SECONDS = 20

ORIGIN, KEY, STAFF_TOKEN = sys.argv[1:4]


def request(method, path, body=None):
    asked = urllib.request.Request(
        ORIGIN + path,
        method=method,
        headers={"X-API-Key": KEY, "Content-Type": "application/json"},
        data=None if body is None else json.dumps(body).encode(),
    )
    with urllib.request.urlopen(asked) as answer:
        text = answer.read()
        return json.loads(text) if text else None


async def call(method, path, body=None):
    return await asyncio.to_thread(request, method, path, body)


class Client(VirtualQueueWebSocketClient):
    def __init__(self, token):
        super().__init__(ORIGIN.replace("http", "ws", 1), token)
        self.heard = defaultdict(asyncio.Queue)

    async def on_queue_updated(self, data):
        await self.heard["QueueUpdated"].put(data)

    async def on_user_joined(self, data):
        await self.heard["UserJoined"].put(data)

    async def on_user_left(self, data):
        await self.heard["UserLeft"].put(data)

    async def on_position_changed(self, data):
        await self.heard["PositionChanged"].put(data)

    async def on_queue_processed(self, data):
        await self.heard["QueueProcessed"].put(data)

    async def next(self, name):
        return await asyncio.wait_for(self.heard[name].get(), PATIENCE_SECONDS)


async def connected(token, queue_id):
    client = Client(token)
    await client.connect()
    await client.join_queue_group(queue_id)
    # Nothing tells the guide's client that it has joined, but the present state comes then.
    await client.next("QueueUpdated")
    return client


async def main():
    queue = await call(
        "POST",
        "/v1/queues",
        {"name": "Customer Service Queue", "maxConcurrentUsers": 100, "releaseRatePerMinute": 0},
    )
    sessions = f"/v1/queues/{queue['id']}/sessions"
    staff = await connected(STAFF_TOKEN, queue["id"])
    john = await call("POST", sessions, {"userId": "john", "userName": "John Doe"})
    assert (await staff.next("UserJoined"))["sessionId"] == john["sessionId"]
    assert (await staff.next("QueueUpdated"))["waitingUsers"] == 1

    jane = await call("POST", sessions, {"userId": "jane"})
    visitor = await connected(jane["sessionToken"], queue["id"])
    assert (await visitor.next("PositionChanged"))["position"] == 2
    await call("DELETE", f"/v1/sessions/{john['sessionId']}")
    assert (await staff.next("UserLeft"))["sessionId"] == john["sessionId"]
    assert (await visitor.next("PositionChanged"))["position"] == 1

    await call("PATCH", f"/v1/queues/{queue['id']}", {"releaseRatePerMinute": 60000})
    assert (await staff.next("QueueProcessed"))["processedUsers"] == 1
    assert (await visitor.next("PositionChanged"))["status"] == "released"

    await staff.disconnect()
    await visitor.disconnect()
    print("The guide's client for Python works")


asyncio.run(main())
