package io.virtualqueue.server.session;

import io.virtualqueue.engine.Channel;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What statuses and levels are called outside. */
final class Words {
    private static final Map<SessionStatus, String> STATUSES = new EnumMap<>(Arrays.stream(SessionStatus.values())
            .collect(Collectors.toMap(
                    Function.identity(), status -> status.name().toLowerCase(Locale.ROOT))));

    private Words() {}

    static List<String> statuses() {
        return List.copyOf(STATUSES.values());
    }

    static String of(SessionStatus status) {
        return Objects.requireNonNull(STATUSES.get(status));
    }

    static String of(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    static SessionStatus status(String word) {
        return SessionStatus.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The name of the session's level; null when the session has ended and the level is gone. */
    static @Nullable String priority(QueueState state, Session session) {
        return state.settings().level(session.level()).map(Level::name).orElse(null);
    }
}
