package io.virtualqueue.server.push.signalr;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.HubWords;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.push.WireJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Updates as calls of the client's methods. */
@Singleton
final class SignalRCodec implements Codec {
    private final ObjectMapper mapper;

    @Inject
    SignalRCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        HubWords.Told told = HubWords.of(update, audience);
        if (told == null) {
            return null;
        }
        return HubProtocol.invocation(told.name(), WireJson.write(mapper, told.data()));
    }
}
