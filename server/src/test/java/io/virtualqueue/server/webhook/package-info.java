/** What is promised to those who are told what happens. */
@NullMarked
package io.virtualqueue.server.webhook;

import org.jspecify.annotations.NullMarked;
