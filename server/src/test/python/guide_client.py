import asyncio
import websockets
import json

class VirtualQueueWebSocketClient:
    def __init__(self, base_url, access_token):
        self.base_url = base_url
        self.access_token = access_token
        self.websocket = None

    async def connect(self):
        uri = f"{self.base_url}/hubs/queue?access_token={self.access_token}"
        self.websocket = await websockets.connect(uri)

        # Start listening for messages
        asyncio.create_task(self.listen())

    async def listen(self):
        async for message in self.websocket:
            data = json.loads(message)
            await self.handle_message(data)

    async def handle_message(self, data):
        event_type = data.get('type')

        if event_type == 'QueueUpdated':
            await self.on_queue_updated(data['data'])
        elif event_type == 'UserJoined':
            await self.on_user_joined(data['data'])
        elif event_type == 'UserLeft':
            await self.on_user_left(data['data'])
        elif event_type == 'PositionChanged':
            await self.on_position_changed(data['data'])
        elif event_type == 'QueueProcessed':
            await self.on_queue_processed(data['data'])

    async def on_queue_updated(self, data):
        print(f"Queue updated: {data}")

    async def on_user_joined(self, data):
        print(f"User joined: {data}")

    async def on_user_left(self, data):
        print(f"User left: {data}")

    async def on_position_changed(self, data):
        print(f"Position changed: {data}")

    async def on_queue_processed(self, data):
        print(f"Queue processed: {data}")

    async def join_queue_group(self, queue_id):
        if self.websocket:
            message = {
                'type': 'JoinQueueGroup',
                'data': {'queueId': queue_id}
            }
            await self.websocket.send(json.dumps(message))

    async def disconnect(self):
        if self.websocket:
            await self.websocket.close()
