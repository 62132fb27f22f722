package io.virtualqueue.engine;

import java.time.Duration;

/**
 * What the estimates of a desk rest on.
 *
 * @param services how many of the last services count, older ones less than one each
 * @param meanService how long someone who is called occupies a counter on average, those who do not come included
 * @param counters how many counters are taken to serve: those that are open, or, where nobody tells how many are, those
 *     that are usually occupied while somebody waits
 * @param busyShare the share of an open counter's time in which somebody is there while others wait; 1 where nobody
 *     tells how many are open
 * @param noShowShare the share of those called who did not come
 */
public record WaitBasis(double services, Duration meanService, double counters, double busyShare, double noShowShare) {}
