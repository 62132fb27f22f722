package io.virtualqueue.server.clinic;

/** What the clinic offers; each is a queue. */
enum Service {
    RECEPTION("Reception", "A", "strict"),
    DOCTOR("Doctor", "B", "strict"),
    /** Where those of a higher level only have a head start. */
    LABORATORY("Laboratory", "C", "ageing");

    final String title;
    final String ticketPrefix;
    final String order;

    Service(String title, String ticketPrefix, String order) {
        this.title = title;
        this.ticketPrefix = ticketPrefix;
        this.order = order;
    }
}
