package io.virtualqueue.bench;

import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.LoadRun;
import io.virtualqueue.bench.machine.CpuTimes;
import io.virtualqueue.bench.machine.CpuUse;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.server.Launcher;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a row works with. */
public final class Lab implements AutoCloseable {
    private final Launcher launcher;
    private final Scale scale;
    private final Crowd crowd;
    private String postgresVersion = "none was started";

    public Lab(Launcher launcher, Scale scale) {
        this.launcher = launcher;
        this.scale = scale;
        this.crowd = new Crowd(this);
    }

    public Launcher launcher() {
        return launcher;
    }

    /** A server with a new PostgreSQL of its own, ready. */
    public PackagedServer startServer(String name) throws IOException, InterruptedException, SQLException {
        return startServer(name, Map.of());
    }

    /** The same with these variables. */
    public PackagedServer startServer(String name, Map<String, String> variables)
            throws IOException, InterruptedException, SQLException {
        PackagedServer server = PackagedServer.start(launcher, name, variables);
        postgresVersion = server.database().ask("SHOW server_version");
        return server;
    }

    public Scale scale() {
        return scale;
    }

    /** The queue with the many people that several rows look at. */
    public Crowd crowd() {
        return crowd;
    }

    /** Runs a load; again, as often as the scale allows, when there was too much load from outside. */
    public Sample load(LoadPlan plan, Target target) throws Exception {
        return undisturbed(() -> loadOnce(plan, target));
    }

    /** Measures; again, as often as the scale allows, when there was too much load from outside. */
    public Sample undisturbed(Callable<Sample> run) throws Exception {
        Sample sample = run.call();
        for (int i = 0; i < scale.repeats() && sample.cpu().isDisturbed(); i++) {
            sayAgain(sample.cpu());
            sample = run.call();
        }
        return sample;
    }

    /** Watches something; again, as often as the scale allows, when there was more load from outside than that. */
    public <T> Watched<T> undisturbed(double maxOutsideShare, Callable<Watched<T>> run) throws Exception {
        Watched<T> watched = run.call();
        for (int i = 0; i < scale.repeats() && watched.cpu().outsideShare() > maxOutsideShare; i++) {
            sayAgain(watched.cpu());
            watched = run.call();
        }
        return watched;
    }

    /** Runs something, and sees the CPU time that all of ours and all others take meanwhile. */
    public <T> Watched<T> watch(Callable<T> run) throws Exception {
        Target none = new Target(0, List.of(), List.of());
        CpuTimes before = times(none);
        T figure = run.call();
        return new Watched<>(figure, since(before, none));
    }

    private void sayAgain(CpuUse use) {
        say("load from outside was " + Numbers.percent(use.outsideShare()) + "; once more");
    }

    /** Runs a load that cannot be repeated. */
    public Sample loadOnce(LoadPlan plan, Target target) throws IOException, InterruptedException {
        LoadRun run = LoadRun.start(plan);
        run.awaitWindow();
        CpuTimes before = times(target);
        if (plan.isUntilEmpty()) {
            LoadOutcome outcome = run.finish().requireClean();
            return new Sample(outcome, since(before, target));
        }
        run.awaitWindowEnd();
        CpuUse use = since(before, target);
        return new Sample(run.finish().requireClean(), use);
    }

    /** Runs something else, and sees which CPU time it takes. */
    public Sample measured(Callable<LoadOutcome> run, Target target) throws Exception {
        CpuTimes before = times(target);
        LoadOutcome outcome = run.call();
        return new Sample(outcome, since(before, target));
    }

    /** The CPU time used since then. */
    public CpuUse since(CpuTimes before, Target target) {
        return times(target).since(before, launcher.cores().count());
    }

    /** The CPU time used so far by that target and by all else. */
    public CpuTimes times(Target target) {
        return CpuTimes.now(
                target.servers(), target.postgres(), launcher.children().running());
    }

    /** Which PostgreSQL is beneath, for the head of the page. */
    public String postgresVersion() {
        return postgresVersion;
    }

    /** Tells whoever waits how far it is. */
    public void say(String what) {
        System.err.println("bench: " + what);
    }

    @Override
    public void close() {
        launcher.children().close();
    }
}
