/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** How a message is put on the wire; all of these are allowed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum WireStyle {
    /** As the transport usually does. */
    PLAIN,
    /** Lines end with a carriage return and a newline. */
    CRLF,
    /** In several writes, cut in the middle of the text; as several {@code data} lines where that is possible. */
    SPLIT
}
