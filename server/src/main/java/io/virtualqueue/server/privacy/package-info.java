/** What is known of people: shown to and erased for the one who asks, kept as long as agreed, sealed with new keys. */
@NullMarked
package io.virtualqueue.server.privacy;

import org.jspecify.annotations.NullMarked;
