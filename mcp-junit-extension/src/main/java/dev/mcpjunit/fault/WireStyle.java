/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** How a message is written; the standards allow each of these. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum WireStyle {
    /** As usual. */
    PLAIN,
    /** Lines end with a carriage return and a newline. */
    CRLF,
    /** In several writes, split in the middle of the text; as several {@code data} lines where that is possible. */
    SPLIT
}
