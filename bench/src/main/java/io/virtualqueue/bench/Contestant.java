package io.virtualqueue.bench;

import java.util.concurrent.Callable;

/**
 * Something that is measured in turn with others.
 *
 * @param name for the reader
 * @param run measures once
 */
public record Contestant(String name, Callable<Sample> run) {}
