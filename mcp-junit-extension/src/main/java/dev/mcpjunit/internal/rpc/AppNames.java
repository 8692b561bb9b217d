/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.apiguardian.api.API;

/** The names of the extension MCP Apps. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AppNames {

    /** The name of the extension. */
    public static final String EXTENSION = "io.modelcontextprotocol/ui";

    /** The media type of pages, written exactly so. */
    public static final String MEDIA_TYPE = "text/html;profile=mcp-app";

    /** The scheme of pages. */
    public static final String SCHEME = "ui://";

    /** What a client declares that can show pages. The extension requires the media types. */
    public static final JsonObject SETTINGS =
            JsonObject.builder().put("mimeTypes", List.of(MEDIA_TYPE)).build();

    private AppNames() {}
}
