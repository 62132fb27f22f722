import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

class VirtualQueueWebSocketClient {
    constructor(baseUrl, accessToken) {
        this.baseUrl = baseUrl;
        this.accessToken = accessToken;
        this.connection = null;
    }

    async connect() {
        this.connection = new HubConnectionBuilder()
            .withUrl(`${this.baseUrl}/hubs/queue`, {
                accessTokenFactory: () => this.accessToken
            })
            .withAutomaticReconnect()
            .configureLogging(LogLevel.Information)
            .build();

        // Register event handlers
        this.connection.on('QueueUpdated', (data) => {
            console.log('Queue updated:', data);
            this.onQueueUpdated(data);
        });

        this.connection.on('UserJoined', (data) => {
            console.log('User joined:', data);
            this.onUserJoined(data);
        });

        this.connection.on('UserLeft', (data) => {
            console.log('User left:', data);
            this.onUserLeft(data);
        });

        this.connection.on('PositionChanged', (data) => {
            console.log('Position changed:', data);
            this.onPositionChanged(data);
        });

        this.connection.on('QueueProcessed', (data) => {
            console.log('Queue processed:', data);
            this.onQueueProcessed(data);
        });

        // Start connection
        await this.connection.start();
        console.log('WebSocket connected');
    }

    async disconnect() {
        if (this.connection) {
            await this.connection.stop();
            console.log('WebSocket disconnected');
        }
    }

    // Event handlers
    onQueueUpdated(data) {
        // Handle queue update
    }

    onUserJoined(data) {
        // Handle user joined
    }

    onUserLeft(data) {
        // Handle user left
    }

    onPositionChanged(data) {
        // Handle position change
    }

    onQueueProcessed(data) {
        // Handle queue processing
    }

    // Join queue group
    async joinQueueGroup(queueId) {
        if (this.connection) {
            await this.connection.invoke('JoinQueueGroup', queueId);
        }
    }

    // Leave queue group
    async leaveQueueGroup(queueId) {
        if (this.connection) {
            await this.connection.invoke('LeaveQueueGroup', queueId);
        }
    }
}
