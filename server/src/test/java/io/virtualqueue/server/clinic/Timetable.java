package io.virtualqueue.server.clinic;

import io.virtualqueue.server.clinic.Patient.Course;
import io.virtualqueue.server.clinic.Patient.Onward;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who comes to the clinic on a day, when, and how it goes: the same for the same seed. */
final class Timetable {
    /** When the doors close. */
    static final int CLOSES_AT = 360;

    private static final List<Service> SERVICES = List.of(Service.values());
    private static final int AT_THE_DOOR = 24;
    private static final int PATIENTS = 220;
    private static final int APPOINTMENT_IN_PERCENT = 20;
    private static final double MEDIAN_SERVICE_MINUTES = 8;
    private static final double SERVICE_SPREAD = 0.5;
    /** In turn, so that every way a visit may go is met on any day; most people just come. */
    private static final List<Course> COURSES = List.of(
            Course.COMES,
            Course.COMES_LATE,
            Course.COMES,
            Course.LOSES_PATIENCE,
            Course.IS_SENT_BACK,
            Course.COMES,
            Course.IS_CALLED_BY_MISTAKE,
            Course.COMES,
            Course.COMES_BACK_TO_THE_COUNTER,
            Course.STAYS_AWAY,
            Course.COMES);

    private static final List<Onward> ONWARD = List.of(
            Onward.HOME,
            Onward.DOCTOR,
            Onward.HOME,
            Onward.LABORATORY,
            Onward.HOME_AFTER_ALL,
            Onward.HOME,
            Onward.DOCTOR);

    private static final List<String> PRIORITIES =
            List.of("normal", "normal", "high", "normal", "normal", "emergency", "normal", "low");

    private static final List<String> CHANNELS = List.of("staff", "kiosk", "api", "mobile");

    private final Random random;

    private Timetable(long seed) {
        random = new Random(seed);
    }

    static List<Patient> of(long seed) {
        Timetable timetable = new Timetable(seed);
        List<Patient> patients = new ArrayList<>();
        for (int number = 0; number < PATIENTS; number++) {
            patients.add(timetable.patient(number));
        }
        return List.copyOf(patients);
    }

    private Patient patient(int number) {
        int arrivesAt = number < AT_THE_DOOR ? -1 - random.nextInt(10) : random.nextInt(CLOSES_AT);
        Service service = SERVICES.get(number < AT_THE_DOOR ? number % 2 : random.nextInt(SERVICES.size()));
        Onward onward = pick(ONWARD);
        return new Patient(
                number,
                arrivesAt,
                service,
                pick(PRIORITIES),
                booking(arrivesAt),
                1 + random.nextInt(3),
                pick(CHANNELS),
                COURSES.get(number % COURSES.size()),
                goesOn(service, onward),
                minutesOfService(),
                5 + random.nextInt(25),
                number % 3 == 0,
                number % 5 == 0);
    }

    /** Nobody is sent to where they have been. */
    private static Onward goesOn(Service service, Onward onward) {
        boolean isThere = service.name().equals(onward.name());
        return isThere ? Onward.HOME : onward;
    }

    /** Some come much too early, some too late for the time to count. */
    private @Nullable Integer booking(int arrivesAt) {
        return random.nextInt(100) < APPOINTMENT_IN_PERCENT ? arrivesAt + random.nextInt(120) - 50 : null;
    }

    /** Most services are short, a few take long. */
    private int minutesOfService() {
        return (int) Math.ceil(MEDIAN_SERVICE_MINUTES * Math.exp(SERVICE_SPREAD * random.nextGaussian()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
