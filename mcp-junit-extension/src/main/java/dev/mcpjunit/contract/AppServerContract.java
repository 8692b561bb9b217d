/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.app.AppChecks;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code AppServerContract} holds a server to what hosts of its user interfaces rely on (MCP Apps, the extension
 * {@code io.modelcontextprotocol/ui} of 2026-01-26).
 *
 * <pre>{@code
 * @McpServer(image = "acme/charts:2")
 * class ChartAppTest implements AppServerContract {
 *     @Override
 *     public List<SampleCall> sampleCalls() {
 *         return List.of(new SampleCall("show-chart", Map.of("city", "Oslo")));
 *     }
 * }
 * }</pre>
 *
 * <p>The checks open connections of their own that declare the extension, read each page once, and make the sample
 * calls with and without the extension. They do not run the scripts of a page. A failing check says what the server
 * did, the rule with its section of the extension, and what to do. Without any page, no check is applicable.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface AppServerContract {

    /**
     * Give a call of each tool that has a page.
     *
     * @return calls that do no harm and succeed; never {@code null}
     */
    List<SampleCall> sampleCalls();

    /**
     * Say how long the server may take to answer a request.
     *
     * @return the time; 20 seconds by default; never {@code null}
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /** The page that a tool links can be read. */
    @Test
    default void serves_each_linked_page(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.exists();
        }
    }

    /** Links are in {@code _meta.ui.resourceUri} and have the scheme {@code ui}. */
    @Test
    default void links_pages_as_hosts_expect(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.links();
        }
    }

    /** Pages are HTML5 documents with the media type of the extension. */
    @Test
    default void serves_pages_as_app_html(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.contents();
        }
    }

    /** The list of resources has the same media type. */
    @Test
    default void lists_pages_as_app_html(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.listedTypes();
        }
    }

    /** Origins, permissions and visibility are well-formed. */
    @Test
    default void declares_well_formed_settings(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.settings();
        }
    }

    /** Scripts, styles, images and frames of other origins are declared. */
    @Test
    default void declares_the_origins_of_pages(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.origins();
        }
    }

    /** Results have content for the model. */
    @Test
    default void returns_content_for_the_model(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.content(sampleCalls());
        }
    }

    /** Hosts without pages get content as well. */
    @Test
    default void returns_content_to_hosts_without_pages(RunningServer server, McpConnection connection) {
        try (var checks = new AppChecks(server, connection, answersWithin())) {
            checks.fallback(sampleCalls());
        }
    }
}
