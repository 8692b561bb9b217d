/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Act;
import dev.mcpjunit.fault.WireStyle;
import java.util.List;

/** What a response is made of. */
enum Shape {
    /** One body. */
    BODY,
    /** A stream of events. */
    STREAM;

    /**
     * Choose the shape for all that is to be sent: a body for one message, a stream for several, for none, and for what
     * only a stream can show.
     */
    static Shape of(List<Act> acts) {
        int messages = 0;
        boolean ends = false;
        for (Act act : acts) {
            boolean styled = act instanceof Act.Send send && send.style() != WireStyle.PLAIN;
            if (styled || act instanceof Act.Repeat) {
                return STREAM;
            }
            if (isMessage(act)) {
                messages++;
            }
            ends |= act instanceof Act.End || act instanceof Act.Http;
        }
        return messages == 1 || (messages == 0 && ends) ? BODY : STREAM;
    }

    /** Whether an act sends a message, in whole or in part. */
    static boolean isMessage(Act act) {
        return act instanceof Act.Send
                || act instanceof Act.SendText
                || act instanceof Act.SendPart
                || act instanceof Act.Drip;
    }
}
