package io.virtualqueue.server.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request to one address, and its answer. */
final class Exchange {
    /** The client sets these by itself. */
    private static final Set<String> SET_BY_CLIENT =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

    private final OutboundRequest request;
    private final Deadline deadline;
    private volatile @Nullable HttpClientRequest opened;
    private volatile boolean abandoned;

    Exchange(OutboundRequest request, Deadline deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    /** Whether the other side may have seen anything of the request. */
    boolean wasConnected() {
        return opened != null;
    }

    /**
     * Waits for the answer.
     *
     * @param addressesLeft how many may still be tried, this one included: none takes the time of the others to connect
     */
    OutboundAnswer run(HttpClient client, InetAddress address, int addressesLeft) throws OutboundException {
        try {
            Future<OutboundAnswer> answer =
                    client.request(options(address, addressesLeft)).compose(this::send);
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            abandon();
            throw new OutboundException(
                    OutboundException.Reason.TIMEOUT,
                    "No whole answer came within " + request.timeout().toMillis() + " ms.");
        } catch (ExecutionException failed) {
            throw Failures.explained(failed.getCause() == null ? failed : failed.getCause());
        } catch (IllegalArgumentException unsendable) {
            throw new OutboundException(
                    OutboundException.Reason.PROTOCOL, "The request has a header or a method that cannot be sent.");
        } catch (InterruptedException stopped) {
            abandon();
            throw Deadline.stopped();
        }
    }

    private RequestOptions options(InetAddress address, int addressesLeft) {
        URI url = request.url();
        RequestOptions options = new RequestOptions()
                // The address that was checked; a second look-up could give another.
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, UrlRules.port(url))))
                .setHost(url.getHost())
                .setPort(UrlRules.port(url))
                .setSsl(UrlRules.isSecure(url))
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(pathAndQuery(url))
                .setConnectTimeout(Math.max(1, deadline.remainingMillis() / addressesLeft));
        options.putHeader("User-Agent", "VirtualQueue");
        request.headers().forEach((name, value) -> {
            if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                options.putHeader(name, value);
            }
        });
        return options;
    }

    private static String pathAndQuery(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private Future<OutboundAnswer> send(HttpClientRequest connected) {
        opened = connected;
        if (abandoned) {
            connected.reset();
            return Future.failedFuture("abandoned");
        }
        return connected.send(Buffer.buffer(request.body())).compose(this::read);
    }

    /** The first bytes of the answer's body; the connection of an answer that is longer is closed. */
    private Future<OutboundAnswer> read(HttpClientResponse response) {
        Promise<OutboundAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk, 0, Math.min(chunk.length(), OutboundHttp.MAX_ANSWER_BYTES - body.length()));
            if (body.length() == OutboundHttp.MAX_ANSWER_BYTES && answer.tryComplete(answer(response, body))) {
                response.request().reset();
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(_ -> answer.tryComplete(answer(response, body)));
        return answer.future();
    }

    private OutboundAnswer answer(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new OutboundAnswer(response.statusCode(), headers, body.getBytes(), deadline.elapsed());
    }

    private void abandon() {
        abandoned = true;
        HttpClientRequest connected = opened;
        if (connected != null) {
            connected.reset();
        }
    }
}
