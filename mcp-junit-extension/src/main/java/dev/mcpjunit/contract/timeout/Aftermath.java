/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.trial.Trial;
import java.time.Duration;

/** What is after a call that timed out. */
final class Aftermath {

    private final Trial trial;
    private final DeclaredTimeouts declared;
    private final Silence silence;

    Aftermath(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
        this.silence = new Silence(trial, declared);
    }

    /** The client can be used again. */
    void nextCall() {
        Duration usual = silence.ready();
        silence.timeOut(usual, Silence.hanging(), "The server never answered", declared.budget());
        trial.callHealthy(
                declared.tool(), "A call had timed out, and the next one failed though the server is healthy");
    }
}
