package io.virtualqueue.server.journal;

import java.util.concurrent.CompletableFuture;

/** A submission in the mailbox, with the promise of its outcome. */
record Pending(Submission submission, CompletableFuture<Outcome> outcome) {}
