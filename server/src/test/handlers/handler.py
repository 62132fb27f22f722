from flask import Flask, request, jsonify
import hmac
import hashlib
import json

app = Flask(__name__)

@app.route('/webhooks/queue-events', methods=['POST'])
def handle_webhook():
    signature = request.headers.get('X-Webhook-Signature')
    payload = request.get_data()
    secret = 'your-webhook-secret'

    # Verify signature
    expected_signature = hmac.new(
        secret.encode(),
        payload,
        hashlib.sha256
    ).hexdigest()

    if signature != expected_signature:
        return jsonify({'error': 'Invalid signature'}), 401

    # Process webhook
    event = request.get_json()
    print(f'Received webhook: {event}')

    event_type = event.get('type')
    event_data = event.get('data')

    if event_type == 'queue.created':
        handle_queue_created(event_data)
    elif event_type == 'queue.updated':
        handle_queue_updated(event_data)
    elif event_type == 'user.joined':
        handle_user_joined(event_data)
    elif event_type == 'user.left':
        handle_user_left(event_data)
    elif event_type == 'queue.processed':
        handle_queue_processed(event_data)

    return jsonify({'success': True})

def handle_queue_created(data):
    print(f'Queue created: {data}')
    # Handle queue creation

def handle_queue_updated(data):
    print(f'Queue updated: {data}')
    # Handle queue update

def handle_user_joined(data):
    print(f'User joined: {data}')
    # Handle user joined

def handle_user_left(data):
    print(f'User left: {data}')
    # Handle user left

def handle_queue_processed(data):
    print(f'Queue processed: {data}')
    # Handle queue processing

if __name__ == '__main__':
    app.run(port=3000)
