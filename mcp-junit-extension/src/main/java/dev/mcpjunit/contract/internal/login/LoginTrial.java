/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.internal.trial.EventLog;
import dev.mcpjunit.contract.internal.trial.Watch;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.internal.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** One trial: makes servers, and fresh clients that log in to them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LoginTrial implements CheckRunner.Subject {

    private final LoginBench bench;
    private final Watch watch = new Watch(Instant::now);
    private final EventLog log = new EventLog();
    private final List<LoginScene> scenes = new ArrayList<>();

    LoginTrial(LoginBench bench) {
        this.bench = bench;
    }

    /** What the client declares. */
    public DeclaredLogin declared() {
        return bench.declared();
    }

    LoginBench bench() {
        return bench;
    }

    Watch watch() {
        return watch;
    }

    void log(String what) {
        log.add(watch.now(), Printable.line(what));
    }

    /** Skip the check of a client that gets its tokens from a supplier. */
    public void requireOwnLogin() {
        if (declared().kind() == DeclaredLogin.Kind.FROM_SUPPLIER) {
            throw Finding.notApplicable(
                    "the client gets its tokens from a supplier, and sees no authorization server; see"
                            + " DeclaredLogin.byItself(…)");
        }
    }

    /** A new scene, in which no client is connected. */
    public LoginScene scene() {
        var scene = new LoginScene(this);
        scenes.add(scene);
        return scene;
    }

    /** A new scene with a client that has logged in and called a tool. */
    public LoginScene loggedIn() {
        return loggedIn(scene -> {});
    }

    /** The same, with what is to be done before the client connects. */
    public LoginScene loggedIn(Consumer<LoginScene> prepare) {
        LoginScene scene = scene();
        prepare.accept(scene);
        Outcome outcome = scene.connectAndCall();
        if (!outcome.isAnswered()) {
            throw Finding.hidden("the client could not log in to a server that does everything right: its caller "
                    + outcome.ending() + ". See the check 'logs in'");
        }
        return scene;
    }

    /** Require that a client can log in where nothing is wrong: only then its refusal means something. */
    public void requireLogin() {
        loggedIn().close();
    }

    @Override
    public Exemptions exemptions() {
        return declared().exemptions();
    }

    @Override
    public boolean runsOnRealTime() {
        return true;
    }

    @Override
    public String timeline() {
        return log.print();
    }

    @Override
    public void close() {
        scenes.forEach(LoginScene::close);
        watch.close();
    }
}
