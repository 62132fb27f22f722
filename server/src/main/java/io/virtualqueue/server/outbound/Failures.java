package io.virtualqueue.server.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in plain words why there is no answer. What the other side sent is not repeated. */
final class Failures {
    private static final int MAX_CAUSES = 10;

    private Failures() {}

    static OutboundException explained(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            switch (cause) {
                case SSLException _, CertificateException _ -> {
                    return new OutboundException(
                            Reason.TLS,
                            "No trusted TLS connection came about; is the certificate valid for this name?");
                }
                case ConnectTimeoutException _ -> {
                    return new OutboundException(Reason.TIMEOUT, "No connection came about in time.");
                }
                case ConnectException _ -> {
                    return new OutboundException(Reason.CONNECTION, "The connection was refused.");
                }
                default -> cause = cause.getCause();
            }
        }
        return byKind(failure);
    }

    private static OutboundException byKind(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> new OutboundException(Reason.TIMEOUT, "No connection came about in time.");
            case DecoderException _, IllegalArgumentException _ ->
                new OutboundException(Reason.PROTOCOL, "What came is no answer of HTTP.");
            case IOException _, HttpClosedException _ ->
                new OutboundException(Reason.CONNECTION, "The connection ended before the whole answer was there.");
            default ->
                new OutboundException(
                        Reason.CONNECTION,
                        "The call failed (" + failure.getClass().getSimpleName() + ").");
        };
    }
}
