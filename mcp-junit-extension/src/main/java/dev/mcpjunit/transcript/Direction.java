/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import org.apiguardian.api.API;

/** Which side sent a message. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {
    /** The client sent it to the server. */
    FROM_CLIENT,
    /** The server sent it to the client. */
    FROM_SERVER
}
