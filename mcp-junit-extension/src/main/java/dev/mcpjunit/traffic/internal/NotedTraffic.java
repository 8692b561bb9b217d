/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import java.time.Instant;
import org.apiguardian.api.API;

/** Traffic to which observers add what they conclude from it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface NotedTraffic {

    /**
     * Add a note to what is recorded of a server.
     *
     * @param since the time from which it holds, on the clock of the traffic
     */
    void note(String server, Instant since, String what);
}
