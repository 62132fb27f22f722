package io.virtualqueue.server.push.signalr;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerResponse;
import io.virtualqueue.server.push.Sockets;
import org.jspecify.annotations.Nullable;

/** Long polling: what is to be sent waits for the next GET. Everything happens on the event loop of the session. */
final class PollPipe implements Pipe {
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final StringBuilder waiting = new StringBuilder();
    private @Nullable HttpServerResponse poll;
    private long polls;
    private boolean ended;

    @Override
    public boolean send(String records) {
        if (waiting.length() + records.length() > Sockets.MAX_UNREAD_BYTES) {
            return false;
        }
        waiting.append(records);
        answer();
        return true;
    }

    /**
     * A client asks; answered at once when something waits, else when something comes.
     *
     * @return the number of this question
     */
    long ask(HttpServerResponse response) {
        HttpServerResponse former = poll;
        poll = response;
        if (former != null) {
            // It asks anew; the former question is nobody's any more.
            end(former, 204, "");
        }
        polls++;
        answer();
        return polls;
    }

    /** The client has gone away while it asked. */
    void gaveUp(long question) {
        if (question == polls) {
            poll = null;
        }
    }

    /** Answers a question with nothing, so that no proxy loses patience; false when it has its answer. */
    boolean giveNothing(long question) {
        HttpServerResponse asked = poll;
        if (question != polls || asked == null) {
            return false;
        }
        poll = null;
        end(asked, 200, "");
        return true;
    }

    @Override
    public boolean isAsked() {
        return poll != null;
    }

    @Override
    public void end() {
        ended = true;
        answer();
    }

    private void answer() {
        HttpServerResponse asked = poll;
        if (asked == null || (waiting.isEmpty() && !ended)) {
            return;
        }
        poll = null;
        if (waiting.isEmpty()) {
            end(asked, 204, "");
        } else {
            String text = waiting.toString();
            waiting.setLength(0);
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
