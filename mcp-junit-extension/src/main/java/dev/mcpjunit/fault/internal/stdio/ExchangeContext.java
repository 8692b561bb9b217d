/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What all exchanges of one client share: its streams and its process. When one exchange ends them, all exchanges end.
 *
 * @param process that process, for what only the system can do to it
 * @param inFlight the exchanges of the client
 */
record ExchangeContext(RelayLink client, ProcessHandle process, InFlight inFlight, Consumer<ServerAct> toServer) {

    void closeOutput() throws IOException {
        inFlight.finish(Outcome.CUT);
        client.closeOutput();
    }

    void exit(int code) throws IOException {
        inFlight.finish(Outcome.CUT);
        client.exit(code);
    }

    /** What the server had said before is not lost with the process, as it would not be with a real one. */
    void kill() throws IOException {
        client.flush();
        inFlight.finish(Outcome.CUT);
        process.destroyForcibly();
    }
}
