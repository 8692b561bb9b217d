/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** What can be done to a server. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ServerAct {
    /** End it at once. */
    KILL,
    /** End it and start it anew. */
    RESTART,
    /** Freeze it. */
    PAUSE
}
