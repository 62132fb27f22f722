package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import java.util.Optional;
import java.util.UUID;

/** What the journal must know of a command before it is decided. */
final class Commands {
    private Commands() {}

    /** The one session that a command is about and that may have ended, so that it must be looked up. */
    static Optional<UUID> sessionOf(Command command) {
        return switch (command) {
            case Command.Leave(var id) -> Optional.of(id);
            case Command.Serve(var id) -> Optional.of(id);
            case Command.Complete(var id) -> Optional.of(id);
            case Command.NoShow(var id) -> Optional.of(id);
            case Command.TransferOut(var id) -> Optional.of(id);
            case Command.PutBack putBack -> Optional.of(putBack.sessionId());
            case Command.CallChosen chosen -> Optional.of(chosen.sessionId());
            case Command.Recall(var id) -> Optional.of(id);
            case Command.ChooseReadyAt chosen -> Optional.of(chosen.sessionId());
            case Command.Move move -> Optional.of(move.sessionId());
            case Command.Undo undo -> Optional.of(undo.before().id());
            case Command.Create _,
                    Command.ChangeSettings _,
                    Command.Pause _,
                    Command.Resume _,
                    Command.Delete _,
                    Command.Join _,
                    Command.TransferIn _,
                    Command.OpenCounters _,
                    Command.Tick _,
                    Command.CallNext _,
                    Command.Abandon _,
                    Command.ExpireServing _ -> Optional.empty();
        };
    }
}
