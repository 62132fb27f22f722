package io.virtualqueue.server.clinic;

import org.jspecify.annotations.Nullable;

/**
 * Someone who comes to the clinic, and how the visit goes. Times are minutes; the doors open at minute 0.
 *
 * @param arrivesAt before 0 for those who wait at the door
 * @param bookedAt the minute of the appointment, or null for who just comes
 * @param servedFor how long a service takes
 * @param patience how long someone waits who loses it
 * @param listens whether the person follows the place on a phone
 * @param sendsTwice whether what concerns this person is sent again, as after a lost answer
 */
record Patient(
        int number,
        int arrivesAt,
        Service service,
        String priority,
        @Nullable Integer bookedAt,
        int partySize,
        String channel,
        Course course,
        Onward onward,
        int servedFor,
        int patience,
        boolean listens,
        boolean sendsTwice) {

    /** What happens when the person is called for the first time. */
    enum Course {
        COMES,
        /** Misses the call and comes later. */
        COMES_LATE,
        /** Is never seen again. */
        STAYS_AWAY,
        /** Has to fill in a form first, and waits at the old place. */
        IS_SENT_BACK,
        /** Was not meant: the call is taken back. */
        IS_CALLED_BY_MISTAKE,
        /** Is to see the same counter once more after some minutes. */
        COMES_BACK_TO_THE_COUNTER,
        /** Leaves after a while, called or not. */
        LOSES_PATIENCE
    }

    /** What follows the service. */
    enum Onward {
        HOME,
        /** The service is said to be over too soon, and that is taken back. */
        HOME_AFTER_ALL,
        DOCTOR,
        LABORATORY
    }

    String userId() {
        return "patient-" + number;
    }
}
