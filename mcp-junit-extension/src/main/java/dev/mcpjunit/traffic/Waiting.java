/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;

/** What a wait says that ended without success. */
final class Waiting {

    private Waiting() {}

    static AssertionError failed(String expected, Duration timeout, String seen, Traffic traffic) {
        return new AssertionError("Expected " + expected + " within " + Durations.print(timeout) + ", but " + seen
                + ". Recorded traffic:\n" + traffic);
    }
}
