/** Getting in: passwords, second factors, invitations, lock-out. */
@NullMarked
package io.virtualqueue.server.signin;

import org.jspecify.annotations.NullMarked;
