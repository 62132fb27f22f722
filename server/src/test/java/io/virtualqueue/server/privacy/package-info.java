/** What is promised to those who ask what is known of them, or want it gone. */
@NullMarked
package io.virtualqueue.server.privacy;

import org.jspecify.annotations.NullMarked;
