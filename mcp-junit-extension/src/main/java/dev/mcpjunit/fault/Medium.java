/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** What carries the messages between a client and a server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Medium {
    /** HTTP. */
    HTTP,
    /** Standard input and output. */
    STDIO,
    /** Method calls: there are no bytes that could be cut or garbled. */
    IN_JVM
}
