/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about processes and servers. */
interface ProcessFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Write a line that is not a message to standard output before the answer. Standard input and output only.
     *
     * @param line the line, without a line break
     * @return the fault; never {@code null}
     */
    default InjectedFault noise(String line) {
        return inject(new ProcessFault.Noise("'" + line + "'", line + "\n"));
    }

    /**
     * Flood standard error before the answer. Standard input and output only.
     *
     * @param bytes how much is written
     * @return the fault; never {@code null}
     */
    default InjectedFault errorFlood(int bytes) {
        return inject(new ProcessFault.ErrorFlood(bytes));
    }

    /**
     * Close standard error before the answer. Standard input and output only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault closeError() {
        return inject(new ProcessFault.CloseError());
    }

    /**
     * End the process that the client started, before the answer. Standard input and output only.
     *
     * @param code the exit code
     * @return the fault; never {@code null}
     */
    default InjectedFault exit(int code) {
        return inject(new ProcessFault.Exit(code));
    }

    /**
     * Kill the process that the client started, before the answer. Standard input and output only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault killProcess() {
        return inject(new ProcessFault.Kill());
    }

    /**
     * Kill the server before the request reaches it.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault killServer() {
        return inject(new ProcessFault.ToServer(ServerAct.KILL));
    }

    /**
     * Restart the server before the request reaches it: sessions are lost.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault restartServer() {
        return inject(new ProcessFault.ToServer(ServerAct.RESTART));
    }

    /**
     * Pause the server before the request reaches it; it answers nothing until it is resumed.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault pauseServer() {
        return inject(new ProcessFault.ToServer(ServerAct.PAUSE));
    }
}
