/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.internal.login.LoginBench;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginConnector;
import dev.mcpjunit.contract.login.check.AuthorizedClientCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.internal.text.Printable;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The checks of {@link AuthorizedClientContract}, without JUnit.
 *
 * <pre>{@code
 * AuthorizedClientProbe.of(setup -> connect(setup.endpoint()), DeclaredLogin.byItself("get-forecast")).all().requirePassed();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AuthorizedClientProbe {

    private final LoginBench bench;

    private AuthorizedClientProbe(LoginBench bench) {
        this.bench = bench;
    }

    /**
     * Create a probe.
     *
     * @param client connects a fresh client
     * @param declared what the client declares
     * @return the probe; never {@code null}
     */
    public static AuthorizedClientProbe of(LoginConnector client, DeclaredLogin declared) {
        return new AuthorizedClientProbe(new LoginBench(client, declared));
    }

    /**
     * Make one check, with fresh clients and servers.
     *
     * @param check the check
     * @return the verdict; never {@code null}
     */
    public Verdict check(AuthorizedClientCheck check) {
        Verdict verdict = bench.check(check.toString(), check::judge);
        // What a client says about a failure may contain its token.
        return new Verdict(
                verdict.check(),
                verdict.status(),
                Printable.message(verdict.reason()),
                verdict.timeline(),
                verdict.exemption());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in the order of {@link AuthorizedClientCheck}; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(
                Stream.of(AuthorizedClientCheck.values()).map(this::check).toList());
    }
}
