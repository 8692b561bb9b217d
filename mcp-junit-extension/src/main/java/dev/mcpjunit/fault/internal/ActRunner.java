/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * What a transport does for each act; each method says whether the exchange continues. There are no defaults: a new act
 * does not compile until each transport says what it does, or {@link #refuse refuses}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface ActRunner {

    boolean send(Act.Send act) throws IOException, InterruptedException;

    boolean sendText(Act.SendText act) throws IOException, InterruptedException;

    boolean sendPart(Act.SendPart act) throws IOException, InterruptedException;

    boolean sendCompressed(Act.SendCompressed act) throws IOException, InterruptedException;

    boolean drip(Act.Drip act) throws IOException, InterruptedException;

    boolean repeat(Act.Repeat act) throws IOException, InterruptedException;

    boolean http(Act.Http act) throws IOException, InterruptedException;

    boolean pause(Act.Pause act) throws IOException, InterruptedException;

    boolean hold(Act.Hold act) throws IOException, InterruptedException;

    boolean end(Act.End act) throws IOException, InterruptedException;

    boolean writeError(Act.WriteError act) throws IOException, InterruptedException;

    boolean writeOutput(Act.WriteOutput act) throws IOException, InterruptedException;

    boolean closeError(Act.CloseError act) throws IOException, InterruptedException;

    boolean exit(Act.Exit act) throws IOException, InterruptedException;

    boolean kill(Act.Kill act) throws IOException, InterruptedException;

    boolean toServer(Act.ToServer act) throws IOException, InterruptedException;

    /**
     * Refuse an act that this transport cannot do. {@link dev.mcpjunit.fault.Fault#needs} keeps such faults away; one
     * that says otherwise must not pass as a fault that has happened.
     */
    @SuppressWarnings("DoNotCallSuggester")
    static boolean refuse(Act act, String transport) {
        throw new IllegalStateException(transport + " cannot do this, and no fault may ask it to: " + act);
    }
}
