const express = require('express');
const crypto = require('crypto');
const app = express();

app.use(express.json());

// Webhook endpoint
app.post('/webhooks/queue-events', (req, res) => {
    const signature = req.headers['x-webhook-signature'];
    const payload = JSON.stringify(req.body);
    const secret = 'your-webhook-secret';

    // Verify signature
    const expectedSignature = crypto
        .createHmac('sha256', secret)
        .update(payload)
        .digest('hex');

    if (signature !== expectedSignature) {
        return res.status(401).json({ error: 'Invalid signature' });
    }

    // Process webhook
    const event = req.body;
    console.log('Received webhook:', event);

    switch (event.type) {
        case 'queue.created':
            handleQueueCreated(event.data);
            break;
        case 'queue.updated':
            handleQueueUpdated(event.data);
            break;
        case 'user.joined':
            handleUserJoined(event.data);
            break;
        case 'user.left':
            handleUserLeft(event.data);
            break;
        case 'queue.processed':
            handleQueueProcessed(event.data);
            break;
    }

    res.status(200).json({ success: true });
});

function handleQueueCreated(data) {
    console.log('Queue created:', data);
    // Handle queue creation
}

function handleQueueUpdated(data) {
    console.log('Queue updated:', data);
    // Handle queue update
}

function handleUserJoined(data) {
    console.log('User joined:', data);
    // Handle user joined
}

function handleUserLeft(data) {
    console.log('User left:', data);
    // Handle user left
}

function handleQueueProcessed(data) {
    console.log('Queue processed:', data);
    // Handle queue processing
}

app.listen(3000, () => {
    console.log('Webhook server running on port 3000');
});
