/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Facts other than the messages, which show whether the absence of messages proves anything. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface WireEvidence {

    /** Whether a client has reached a proxy, or is kept from it by a fault. */
    boolean hasSeenClients();

    /** How often a client has reached a proxy so far: connections, processes and messages. */
    long contacts();

    /** The servers that clients of the test can reach; empty if they are not known. */
    List<String> servers();

    /** The names of all tools of a server; empty if they are not known. */
    Optional<Set<String>> tools(String server);
}
