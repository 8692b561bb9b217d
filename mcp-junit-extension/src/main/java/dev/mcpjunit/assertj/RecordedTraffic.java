/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.traffic.Absence;
import dev.mcpjunit.traffic.Exchanges;

/** Ends failure messages with the recorded traffic. */
final class RecordedTraffic {

    private RecordedTraffic() {}

    /** What failed, why there may be no messages, and the traffic. */
    static String after(String what, Exchanges actual) {
        String why = actual.unproven().map(absence -> " " + absence.reason()).orElse("");
        return Printable.message(what + "." + why + " Recorded traffic:\n" + shown(actual));
    }

    /** There are none, as expected, but that says nothing about the client. */
    static String provesNothing(String expected, Exchanges actual, Absence absence) {
        return Printable.message(expected + ". There were none, but that proves nothing. " + absence.reason() + "\n  "
                + absence.remedy() + ".\n  Recorded traffic:\n" + shown(actual));
    }

    /** If there are no such messages, all others are shown. */
    private static Exchanges shown(Exchanges actual) {
        return actual.all().isEmpty() ? new Exchanges("messages", actual.context(), actual.context()) : actual;
    }
}
