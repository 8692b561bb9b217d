/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** What can happen to a server. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ServerAct {
    /** Kill it. */
    KILL,
    /** Stop it and start it again. */
    RESTART,
    /** Pause it: it stays connected and answers nothing. */
    PAUSE
}
