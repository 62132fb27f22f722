package io.virtualqueue.server.push.signalr;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Long polling: what is to be sent waits for the next GET. Everything happens on the event loop of the session. */
final class PollPipe implements Pipe {
    private static final String TEXT = "text/plain;charset=UTF-8";

    /** How long a poll waits for something to say, so that no proxy loses patience. */
    static final Duration POLL_FOR = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Executor loop;
    private final StringBuilder waiting = new StringBuilder();
    private @Nullable HttpServerResponse poll;
    private long polls;
    private long patience;
    private boolean ended;

    PollPipe(Vertx vertx, Executor loop) {
        this.vertx = vertx;
        this.loop = loop;
    }

    @Override
    public boolean send(String records) {
        if (waiting.length() + records.length() > Sockets.MAX_UNREAD_BYTES) {
            return false;
        }
        waiting.append(records);
        answer();
        return true;
    }

    /** A client asks; answered at once when something waits, else when something comes. */
    void ask(HttpServerResponse response) {
        HttpServerResponse former = take();
        if (former != null) {
            // It asks anew; the former question is nobody's any more.
            end(former, 204, "");
        }
        poll = response;
        polls++;
        long question = polls;
        patience = vertx.setTimer(POLL_FOR.toMillis(), _ -> loop.execute(() -> giveUp(question)));
        response.closeHandler(_ -> loop.execute(() -> giveUp(question)));
        answer();
    }

    private @Nullable HttpServerResponse take() {
        HttpServerResponse asked = poll;
        if (asked != null) {
            poll = null;
            vertx.cancelTimer(patience);
        }
        return asked;
    }

    /** There is nothing to say, or nobody to say it to any more. */
    private void giveUp(long question) {
        HttpServerResponse asked = question == polls ? take() : null;
        if (asked != null) {
            end(asked, 200, "");
        }
    }

    @Override
    public boolean isAsked() {
        return poll != null;
    }

    @Override
    public void end(String last) {
        if (waiting.length() + last.length() > Sockets.MAX_UNREAD_BYTES) {
            waiting.setLength(0);
        }
        waiting.append(last);
        ended = true;
        answer();
    }

    private void answer() {
        HttpServerResponse asked = waiting.isEmpty() && !ended ? null : take();
        if (asked == null) {
            return;
        }
        if (waiting.isEmpty()) {
            end(asked, 204, "");
        } else {
            String text = waiting.toString();
            waiting.setLength(0);
            waiting.trimToSize();
            end(asked, 200, text);
        }
    }

    private static void end(HttpServerResponse response, int status, String text) {
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaderNames.CONTENT_TYPE, TEXT)
                    .end(text);
        }
    }
}
