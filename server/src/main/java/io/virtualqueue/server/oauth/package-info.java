/** Tokens for programs by OAuth 2.0, sign-in with other issuers by OpenID Connect, and the exchange of signing keys. */
@NullMarked
package io.virtualqueue.server.oauth;

import org.jspecify.annotations.NullMarked;
