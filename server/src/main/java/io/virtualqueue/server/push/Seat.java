package io.virtualqueue.server.push;

import io.virtualqueue.server.session.PlaceFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a listener of a topic was told last, so that it is not told the same twice, nor something older after something
 * newer. Used on the listener's own thread.
 */
interface Seat {

    /** Whether the listener does not know this yet; from then on it does. */
    boolean isNews(Update update);

    /** A new listener of this topic. */
    static Seat at(Topic topic) {
        return switch (topic) {
            case Topic.OfQueue _ -> new AtQueue();
            case Topic.OfSession _ -> new AtSession();
            case Topic.OfTenant _ -> _ -> true;
        };
    }

    /** Of a queue: how full it is is told when that is another than before; everything else each time. */
    final class AtQueue implements Seat {
        private @Nullable QueueFacts told;

        @Override
        public boolean isNews(Update update) {
            if (!(update instanceof Update.QueueChanged changed)) {
                return true;
            }
            QueueFacts facts = changed.facts();
            QueueFacts before = told;
            boolean news = before == null
                    || (facts.seq() >= before.seq()
                            && (!facts.tellsTheSameAs(before) || changed.settingsSeq() > before.seq()));
            if (news) {
                told = facts;
            }
            return news;
        }
    }

    /** Of a session: where it stands is told when that is elsewhere than before; to get ready, once. */
    final class AtSession implements Seat {
        private @Nullable PlaceFacts told;
        private boolean ready;

        @Override
        public boolean isNews(Update update) {
            return switch (update) {
                case Update.Moved moved -> isElsewhere(moved.place());
                case Update.Gone gone -> isElsewhere(gone.place());
                case Update.GetReady _ -> isFirstReady();
                default -> true;
            };
        }

        private boolean isFirstReady() {
            boolean first = !ready;
            ready = true;
            return first;
        }

        private boolean isElsewhere(PlaceFacts place) {
            PlaceFacts before = told;
            boolean news = before == null
                    || (place.seq() >= before.seq()
                            && (place.position() != before.position()
                                    || !place.status().equals(before.status())
                                    || !Objects.equals(place.counterId(), before.counterId())));
            if (news) {
                told = place;
            }
            return news;
        }
    }
}
