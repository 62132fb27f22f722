@NullMarked
package io.virtualqueue.server.oauth;

import org.jspecify.annotations.NullMarked;
