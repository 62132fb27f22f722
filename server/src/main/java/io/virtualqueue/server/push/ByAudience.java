package io.virtualqueue.server.push;

import java.util.function.Consumer;

/** The listeners of something, apart by how much they are told. */
record ByAudience(Listeners staff, Listeners visitors) {
    ByAudience() {
        this(new Listeners(), new Listeners());
    }

    Listeners of(Audience audience) {
        return switch (audience) {
            case STAFF -> staff;
            case VISITORS -> visitors;
        };
    }

    boolean isEmpty() {
        return staff.isEmpty() && visitors.isEmpty();
    }

    void forEach(Consumer<Listener> action) {
        staff.forEach(action);
        visitors.forEach(action);
    }
}
