/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginConnector;
import dev.mcpjunit.contract.verdict.Verdict;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** What a client of protected servers is tried with. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LoginBench(LoginConnector connector, DeclaredLogin declared) {

    /** Run a check with fresh clients and servers. */
    public Verdict check(String name, Consumer<LoginTrial> steps) {
        return CheckRunner.run(name, () -> new LoginTrial(this), steps);
    }
}
