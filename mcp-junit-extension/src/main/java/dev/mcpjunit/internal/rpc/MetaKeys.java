/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import org.apiguardian.api.API;

/** The protocol's own keys in {@code _meta}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MetaKeys {

    private static final String PREFIX = "io.modelcontextprotocol/";

    /** The revision of a request. */
    public static final String REVISION = PREFIX + "protocolVersion";

    /** The name and version of the client. */
    public static final String CLIENT_INFO = PREFIX + "clientInfo";

    /** What the client declares. */
    public static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";

    /** The name and version of the server. */
    public static final String SERVER_INFO = PREFIX + "serverInfo";

    /** The subscription that a notification belongs to. */
    public static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";

    private MetaKeys() {}
}
