/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import org.apiguardian.api.API;

/** Whether a frame belongs to the test whose transcript contains it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Attribution {
    /** The test sent it, or it answers what the test sent, or no other test used the server at that time. */
    THIS_TEST,
    /** The connection is shared, and it crossed the wire before the test began: for example the handshake. */
    BEFORE_TEST,
    /** The connection or server is shared, and another test used it at the same time: it may belong to either. */
    UNCERTAIN
}
