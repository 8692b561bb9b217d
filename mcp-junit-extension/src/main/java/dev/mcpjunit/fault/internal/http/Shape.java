/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Act.Delivery;
import java.util.List;

/** What a response is made of. */
enum Shape {
    /** One body. */
    BODY,
    /** A stream of events. */
    STREAM;

    /**
     * Choose the shape for all that is to be sent: a body for one message, a stream for several, for none, and for what
     * only a stream can carry.
     */
    static Shape of(List<Act> acts) {
        boolean streamed = acts.stream()
                .anyMatch(act -> act.delivery() == Delivery.MESSAGES
                        || (act instanceof Act.Send send && send.style() != WireStyle.PLAIN));
        long messages = acts.stream().filter(Shape::isMessage).count();
        boolean ends = acts.stream().anyMatch(act -> act.delivery() == Delivery.END);
        return !streamed && (messages == 1 || (messages == 0 && ends)) ? BODY : STREAM;
    }

    /** Whether an act sends a message, in whole or in part. */
    static boolean isMessage(Act act) {
        return act.delivery() == Delivery.MESSAGE;
    }
}
