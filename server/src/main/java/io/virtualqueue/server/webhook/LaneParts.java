package io.virtualqueue.server.webhook;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * What all lanes of a server share.
 *
 * @param owner this server
 */
record LaneParts(
        LaneRows rows,
        ToldSessions sessions,
        Sender sender,
        WebhookSecrets secrets,
        SwitchOff switchOff,
        DeliveryMetrics metrics,
        UUID owner,
        Requests requests) {

    /** Where requests run, and how many at once. */
    record Requests(Semaphore places, Executor threads) {}
}
