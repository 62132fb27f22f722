/** What is promised to those who join, look, leave, are on the site, or go away without a word. */
@NullMarked
package io.virtualqueue.server.session;

import org.jspecify.annotations.NullMarked;
