/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import org.apiguardian.api.API;

/** Whether the server carried out a request, as far as the traffic shows. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Executed {
    /** The server answered it. */
    YES,
    /** It never reached the server. */
    NO,
    /** It reached the server, which has not answered: only the server knows. */
    UNKNOWN
}
