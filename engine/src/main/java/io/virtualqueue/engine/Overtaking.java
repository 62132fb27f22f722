package io.virtualqueue.engine;

import java.util.Arrays;

/**
 * How many came into a line before others: people of higher levels, with appointments, or who return. Counted by the
 * power of two of the position they got, because only who is behind that position is overtaken. Immutable.
 */
final class Overtaking {
    /** Positions from 2 to this power on are taken together. */
    private static final int POWERS = 12;

    static final Overtaking NONE = new Overtaking(new double[0]);

    private final double[] byPower;

    private Overtaking(double[] byPower) {
        this.byPower = byPower;
    }

    /** All that was counted is worth so much less. */
    Overtaking fading(double kept) {
        if (byPower.length == 0) {
            return this;
        }
        double[] faded = new double[byPower.length];
        for (int power = 0; power < faded.length; power++) {
            faded[power] = byPower[power] * kept;
        }
        return new Overtaking(faded);
    }

    Overtaking with(int position) {
        int power = power(position);
        double[] more = Arrays.copyOf(byPower, Math.max(byPower.length, power + 1));
        more[power]++;
        return new Overtaking(more);
    }

    /**
     * How many came in before whoever moves evenly from this position to the front: those who came in at lower
     * positions count the more the longer they did so before it.
     */
    double before(int position) {
        double sum = 0;
        for (int power = 0; power < byPower.length; power++) {
            double middle = 1.5 * (1 << power);
            sum += byPower[power] * Math.max(0, 1 - middle / (position + 1));
        }
        return sum;
    }

    private static int power(int position) {
        return Math.min(POWERS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(position));
    }
}
