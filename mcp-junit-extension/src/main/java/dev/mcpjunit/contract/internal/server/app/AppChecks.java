/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.AppServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.AppNames;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** The checks of {@link AppServerContract}, each with a connection of its own that declares the extension. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AppChecks implements AutoCloseable {

    private static final String OLD_LINK = "ui/resourceUri";

    private final RunningServer server;
    private final String revision;
    private final Duration timeout;
    private final McpConnection connection;
    private final List<Tool> tools;

    public AppChecks(RunningServer server, McpConnection known, Duration timeout) {
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
        return new RuleCheck(rule, server, connection.server().protocol());
    }

    public static JsonObject meta(Tool tool) {
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
    private List<AppPage> pages(RuleCheck check, List<Resource> listed) {
        Set<String> addresses = new LinkedHashSet<>();
        tools.forEach(tool ->
                link(tool).filter(uri -> uri.startsWith(AppNames.SCHEME)).ifPresent(addresses::add));
        listed.forEach(resource -> addresses.add(resource.uri()));
        if (addresses.isEmpty()) {
            throw Finding.notApplicable("no page is listed, and no tool links one with the scheme ui");
        }
        var pages = new ArrayList<AppPage>();
        for (String uri : addresses) {
            try {
                pages.add(new AppPage(uri, connection.readResource(uri)));
            } catch (McpException unreadable) {
                check.inconclusive(uri + " cannot be read: " + unreadable.getMessage());
            }
        }
        return pages;
    }

    public void exists() {
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

    public void links() {
        RuleCheck check = check(AppRules.LINK);
        for (Tool tool : linking()) {
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

    public void contents() {
        RuleCheck check = check(AppRules.CONTENT);
        pages(check, listed()).forEach(page -> page.judge(check::violation));
        check.conclude();
    }

    public void listedTypes() {
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

    public void settings() {
        RuleCheck check = check(AppRules.SETTINGS);
        var settings = new AppSettings(check::violation);
        tools.forEach(tool -> settings.ofTool(tool.name(), meta(tool).get("ui")));
        List<Resource> listed = listed();
        for (Resource resource : listed) {
            JsonObject meta = resource.raw().object("_meta").orElse(JsonObject.EMPTY);
            settings.ofPage(resource.uri() + " in resources/list", meta.get("ui"));
        }
        for (AppPage page : pages(check, listed)) {
            page.part()
                    .flatMap(part -> part.object("_meta"))
                    .ifPresent(meta -> settings.ofPage(page.uri(), meta.get("ui")));
        }
        check.conclude();
    }

    public void origins() {
        RuleCheck check = check(AppRules.ORIGINS);
        List<Resource> listed = listed();
        for (AppPage page : pages(check, listed)) {
            JsonObject settings = page.hasSettings() ? page.settings() : settings(listed, page.uri());
            var origins = new AppOrigins(settings.object("csp").orElse(JsonObject.EMPTY));
            page.html()
                    .ifPresentOrElse(
                            html -> origins.undeclared(html)
                                    .forEach(loaded -> check.violation(page.uri() + " loads " + loaded + ".")),
                            () -> check.inconclusive(page.uri() + " has no document that can be read"));
        }
        check.conclude();
    }

    /** A host reads the settings in the list of resources where the page itself has none. */
    private static JsonObject settings(List<Resource> listed, String uri) {
        return listed.stream()
                .filter(resource -> resource.uri().equals(uri))
                .flatMap(resource -> resource.raw().object("_meta").stream())
                .flatMap(meta -> meta.object("ui").stream())
                .findFirst()
                .orElse(JsonObject.EMPTY);
    }

    public void content(List<SampleCall> calls) {
        new AppResults(check(AppRules.CONTENT_FOR_MODEL), calls).content(connection, linking());
    }

    public void fallback(List<SampleCall> calls) {
        List<Tool> linking = linking();
        try (McpConnection plain = open(ClientProfile.PLAIN)) {
            new AppResults(check(AppRules.FALLBACK), calls).fallback(plain, linking);
        }
    }

    private List<Tool> linking() {
        List<Tool> linking =
                tools.stream().filter(tool -> link(tool).isPresent()).toList();
        if (linking.isEmpty()) {
            throw Finding.notApplicable("no tool links a page");
        }
        return linking;
    }

    @Override
    public void close() {
        connection.close();
    }
}
