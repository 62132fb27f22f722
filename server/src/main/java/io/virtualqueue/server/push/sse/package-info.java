/** Server-sent events: streams that a browser opens by itself and resumes where it was. */
@NullMarked
package io.virtualqueue.server.push.sse;

import org.jspecify.annotations.NullMarked;
