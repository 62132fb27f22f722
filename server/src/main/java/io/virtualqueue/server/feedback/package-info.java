/** How people were served, as they say it afterwards by a link, and what that comes to. */
@NullMarked
package io.virtualqueue.server.feedback;

import org.jspecify.annotations.NullMarked;
