/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import static dev.mcpjunit.contract.internal.server.rule.Rule.implied;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.AppServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import org.apiguardian.api.API;

/** The rules of {@link AppServerContract}: MCP Apps of 2026-01-26, the same in each revision of the protocol. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AppRules {

    private static final String PAGE =
            "https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx#";

    public static final Rule EXISTS = both(
            "The page that a tool links can be read.",
            must(PAGE + "behavior"),
            "Serve the page by resources/read. It need not be in the list of resources.");

    public static final Rule LINK = both(
            "A tool links its page by _meta.ui.resourceUri, with the scheme ui.",
            must(PAGE + "ui-resource-format"),
            "Set _meta.ui.resourceUri to a URI that begins with ui://. Hosts will ignore the member ui/resourceUri.");

    public static final Rule CONTENT = both(
            "A page is an HTML5 document of the type text/html;profile=mcp-app.",
            must(PAGE + "content-requirements"),
            "Answer resources/read with the requested URI, exactly this media type, and the document as"
                    + " text, or as blob in base64.");

    public static final Rule LISTED = both(
            "The list of resources declares pages as text/html;profile=mcp-app.",
            should(PAGE + "ui-resource-format"),
            "Set mimeType in resources/list, or leave the page out of the list.");

    public static final Rule SETTINGS = both(
            "What a tool or a page declares for hosts is well-formed.",
            implied(PAGE + "ui-resource-format"),
            "Declare origins as lists such as [\"https://api.example.com\"], without paths; permissions as objects; and"
                    + " visibility as a list of \"model\" and \"app\".");

    public static final Rule ORIGINS = both(
            "A page declares each origin that it loads something from.",
            implied(PAGE + "host-behavior"),
            "Add the origin to _meta.ui.csp of the page: frameDomains for frames, baseUriDomains for the base,"
                    + " resourceDomains for all else. Hosts block other origins.");

    public static final Rule CONTENT_FOR_MODEL = both(
            "The results of tools with pages have content for the model.",
            must(PAGE + "server-behavior"),
            "Return text for the model in content, beside what the page shows.");

    public static final Rule FALLBACK = both(
            "Hosts without pages get content from tools with pages.",
            should(PAGE + "server-behavior"),
            "Return text in content also if the client did not declare the extension, or list other tools for it.");

    private AppRules() {}

    private static Rule both(String statement, Rule.Section section, String advice) {
        return new Rule(statement, section, section, advice);
    }
}
