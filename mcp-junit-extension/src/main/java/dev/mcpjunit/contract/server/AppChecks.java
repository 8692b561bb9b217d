/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.AppNames;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of {@link AppServerContract}, each with a connection of its own that declares the extension. */
final class AppChecks implements AutoCloseable {

    private static final String OLD_LINK = "ui/resourceUri";

    private final RunningServer server;
    private final String revision;
    private final Duration timeout;
    private final McpConnection connection;
    private final List<Tool> tools;

    AppChecks(RunningServer server, McpConnection known, Duration timeout) {
        this.server = server;
        this.revision = known.server().protocol().date();
        this.timeout = timeout;
        this.connection = open(ClientProfile.declaring(List.of(AppNames.EXTENSION)));
        boolean complete = false;
        try {
            this.tools = connection.listTools().stream()
                    .filter(tool -> meta(tool).has("ui") || meta(tool).has(OLD_LINK))
                    .toList();
            if (tools.isEmpty() && listed().isEmpty()) {
                throw Finding.notApplicable("server '" + server.name() + "' has no tool and no resource with a user"
                        + " interface, also for a client that declares " + AppNames.EXTENSION);
            }
            complete = true;
        } finally {
            if (!complete) {
                connection.close();
            }
        }
    }

    private McpConnection open(ClientProfile client) {
        return McpConnection.builder(server.endpoint())
                .name(server.name())
                .protocol(revision)
                .client(client)
                .requestTimeout(timeout)
                .open();
    }

    private RuleCheck check(Rule rule) {
        return new RuleCheck(
                rule,
                server.name(),
                server.endpoint().describe(),
                connection.server().protocol());
    }

    private static JsonObject meta(Tool tool) {
        return tool.raw().object("_meta").orElse(JsonObject.EMPTY);
    }

    /** The URI of the page of a tool, in the current form or in the deprecated one. */
    private static Optional<String> link(Tool tool) {
        return meta(tool).object("ui").flatMap(ui -> ui.string("resourceUri")).or(() -> meta(tool)
                .string(OLD_LINK));
    }

    private List<Resource> listed() {
        if (!connection.server().capabilities().has("resources")) {
            return List.of();
        }
        try {
            return connection.listResources().stream()
                    .filter(resource -> resource.uri().startsWith(AppNames.SCHEME))
                    .toList();
        } catch (McpErrorException refused) {
            if (refused.code() == RpcErrors.METHOD_NOT_FOUND) {
                return List.of();
            }
            throw refused;
        }
    }

    /** The pages that are linked or listed and can be read; another check is about the others. */
    private List<AppPage> pages(RuleCheck check) {
        Set<String> addresses = new LinkedHashSet<>();
        tools.forEach(tool ->
                link(tool).filter(uri -> uri.startsWith(AppNames.SCHEME)).ifPresent(addresses::add));
        listed().forEach(resource -> addresses.add(resource.uri()));
        var pages = new ArrayList<AppPage>();
        for (String uri : addresses) {
            try {
                pages.add(new AppPage(uri, connection.readResource(uri)));
            } catch (McpException unreadable) {
                check.unclear(uri + " cannot be read: " + unreadable.getMessage());
            }
        }
        return pages;
    }

    void exists() {
        RuleCheck check = check(AppRules.EXISTS);
        var read = new LinkedHashSet<String>();
        for (Tool tool : tools) {
            String uri = link(tool).orElse("");
            if (!uri.isEmpty() && read.add(uri)) {
                try {
                    var unused = connection.readResource(uri);
                } catch (McpException unreadable) {
                    check.violation("Tool '" + tool.name() + "' links " + uri + ", which cannot be read: "
                            + unreadable.getMessage());
                }
            }
        }
        if (read.isEmpty()) {
            throw Finding.notApplicable("no tool links a page");
        }
        check.conclude();
    }

    void links() {
        RuleCheck check = check(AppRules.LINK);
        List<Tool> linking =
                tools.stream().filter(tool -> link(tool).isPresent()).toList();
        if (linking.isEmpty()) {
            throw Finding.notApplicable("no tool links a page");
        }
        for (Tool tool : linking) {
            String uri = link(tool).orElseThrow();
            check.violationIf(
                    !uri.startsWith(AppNames.SCHEME),
                    "Tool '" + tool.name() + "' links " + uri + ", which does not begin with " + AppNames.SCHEME + ".");
            boolean isCurrent = meta(tool)
                    .object("ui")
                    .filter(ui -> ui.get("resourceUri") instanceof JsonString)
                    .isPresent();
            check.violationIf(
                    !isCurrent,
                    "Tool '" + tool.name() + "' links its page only by the deprecated member " + OLD_LINK + ".");
        }
        check.conclude();
    }

    void contents() {
        RuleCheck check = check(AppRules.CONTENT);
        pages(check).forEach(page -> page.judge(check::violation));
        check.conclude();
    }

    void listedTypes() {
        RuleCheck check = check(AppRules.LISTED);
        List<Resource> listed = listed();
        if (listed.isEmpty()) {
            throw Finding.notApplicable("no page is in the list of resources");
        }
        for (Resource resource : listed) {
            check.violationIf(
                    !resource.mimeType().equals(Optional.of(AppNames.MEDIA_TYPE)),
                    "resources/list has " + resource.uri() + " with the media type "
                            + resource.mimeType()
                                    .map(type -> "\"" + type + "\"")
                                    .orElse("missing") + ".");
        }
        check.conclude();
    }

    void settings() {
        RuleCheck check = check(AppRules.SETTINGS);
        var settings = new AppSettings(check::violation);
        tools.forEach(tool -> settings.ofTool(tool.name(), meta(tool).get("ui")));
        for (Resource resource : listed()) {
            JsonObject meta = resource.raw().object("_meta").orElse(JsonObject.EMPTY);
            settings.ofPage(resource.uri() + " in resources/list", meta.get("ui"));
        }
        for (AppPage page : pages(check)) {
            page.part()
                    .flatMap(part -> part.object("_meta"))
                    .ifPresent(meta -> settings.ofPage(page.uri(), meta.get("ui")));
        }
        check.conclude();
    }

    void origins() {
        RuleCheck check = check(AppRules.ORIGINS);
        for (AppPage page : pages(check)) {
            var origins = new AppOrigins(page.settings().object("csp").orElse(JsonObject.EMPTY));
            page.html()
                    .ifPresentOrElse(
                            html -> origins.undeclared(html)
                                    .forEach(loaded -> check.violation(page.uri() + " loads " + loaded + ".")),
                            () -> check.unclear(page.uri() + " has no document that can be read"));
        }
        check.conclude();
    }

    void fallback(List<SampleCall> calls) {
        RuleCheck check = check(AppRules.FALLBACK);
        List<Tool> linking =
                tools.stream().filter(tool -> link(tool).isPresent()).toList();
        if (linking.isEmpty()) {
            throw Finding.notApplicable("no tool links a page");
        }
        try (McpConnection plain = open(ClientProfile.PLAIN)) {
            Set<String> known = new LinkedHashSet<>();
            plain.listTools().forEach(tool -> known.add(tool.name()));
            for (Tool tool : linking) {
                List<SampleCall> own = calls.stream()
                        .filter(call -> call.tool().equals(tool.name()))
                        .toList();
                if (own.isEmpty()) {
                    check.unclear("tool '" + tool.name() + "' has no sample call; see sampleCalls()");
                }
                for (SampleCall call : own) {
                    judgeWithPages(check, call);
                    if (known.contains(tool.name())) {
                        judgeWithout(check, call, plain);
                    }
                }
            }
        }
        check.conclude();
    }

    private void judgeWithPages(RuleCheck check, SampleCall call) {
        ToolResult result = connection.callTool(call.tool(), call.arguments());
        call.requireSuccess(server.name(), result.raw());
        check.violationIf(!hasContent(result), "The result of " + call.describe() + " has no content for the model.");
    }

    private static void judgeWithout(RuleCheck check, SampleCall call, McpConnection plain) {
        String what = call.describe() + " of a client without the extension ";
        try {
            ToolResult result = plain.callTool(call.tool(), call.arguments());
            check.violationIf(result.isError(), what + "failed: " + result.text());
            check.violationIf(!result.isError() && !hasContent(result), what + "has no content.");
        } catch (McpErrorException refused) {
            check.violation(what + "was answered with an error: " + refused.getMessage());
        }
    }

    private static boolean hasContent(ToolResult result) {
        return result.content().stream()
                .anyMatch(block -> !block.string("type").equals(Optional.of("text"))
                        || block.string("text").filter(text -> !text.isBlank()).isPresent());
    }

    @Override
    public void close() {
        connection.close();
    }
}
