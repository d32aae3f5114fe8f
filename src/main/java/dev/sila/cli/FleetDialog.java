package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Prepared;
import dev.sila.engine.Plan;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings hostclasses up and makes them anew, with the dialog that every change has. */
final class FleetDialog {
    private final Session session;
    private final Fleets fleets;
    private final PlanDialog dialog;

    FleetDialog(Session session, Cloud cloud, Fleets fleets) {
        this.session = session;
        this.fleets = fleets;
        this.dialog = new PlanDialog(session, cloud);
    }

    /**
     * Brings up what is planned, and returns the exit code. Where nothing is left to do, it still
     * waits for the hosts: an earlier run may have ended before they were well.
     *
     * @param command what was typed, without options
     */
    int bringUp(
            String command, ChangeOptions changing, Supplier<Fleets.Draft> plan, Manner manner) {
        Latest latest = new Latest(plan);
        int code =
                dialog.carryOut(
                        command,
                        changing,
                        () -> {
                            Fleets.Draft draft = latest.make();
                            return new Prepared(
                                    draft.plan(),
                                    Fleets.rounds(draft),
                                    execution -> fleets.apply(draft, execution, manner));
                        });
        Fleets.Draft last = latest.made;
        if (last != null && last.plan().isEmpty() && !changing.dryRun()) {
            fleets.await(last, session.progress(), manner);
        }
        return code;
    }

    /**
     * Deletes what is there of a pipeline and makes it again, in one turn. What is made is planned
     * before the first change too: what cannot be made is not deleted.
     *
     * @param down plans the deletion
     * @param up plans what is made
     */
    int cycle(
            String command,
            ChangeOptions changing,
            Supplier<Plan> down,
            Supplier<Fleets.Draft> up,
            Manner manner) {
        var _ = up.get();
        if (down.get().isEmpty()) {
            return bringUp(command, changing, up, manner);
        }
        session.progress().say("After this, all of it is made again as the files say.");
        return dialog.destroy(
                command,
                changing,
                () -> {
                    Plan plan = down.get();
                    return new Prepared(
                            plan,
                            Prepared.of(plan).rounds(),
                            execution -> fleets.renew(plan, up, execution, manner));
                });
    }

    /** A plan, and the one that was made last. */
    private static final class Latest {
        private final Supplier<Fleets.Draft> plan;
        private Fleets.@Nullable Draft made;

        Latest(Supplier<Fleets.Draft> plan) {
            this.plan = plan;
        }

        Fleets.Draft make() {
            Fleets.Draft draft = plan.get();
            made = draft;
            return draft;
        }
    }
}
