/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.load.internal.LoadTarget;
import dev.mcpjunit.model.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Prints a plan as the source of a Gatling simulation. */
final class GatlingSource {

    private static final String TEMPLATE = "gatling-simulation.txt";

    private final LoadPlan plan;
    private final LoadSession.Settings settings;
    private final Map<String, LoadTarget> targets;

    /** The environment variables that the simulation reads texts of arguments from, and these texts. */
    private final Map<String, String> variables = new HashMap<>();

    GatlingSource(LoadPlan plan, LoadSession.Settings settings, Map<String, LoadTarget> targets) {
        this.plan = plan;
        this.settings = settings;
        this.targets = targets;
    }

    String print(String className) {
        if (!SourceVersion.isName(className)) {
            throw new IllegalArgumentException("'" + className + "' is no name of a Java class");
        }
        int dot = className.lastIndexOf('.');
        String packageLine = dot < 0 ? "" : "package " + className.substring(0, dot) + ";\n\n";
        int users = settings.concurrency();
        int calls = settings.calls().orElse(plan.round().size() * settings.clients());
        return template()
                .replace("@@PACKAGE@@", packageLine)
                .replace("@@CLASS@@", className.substring(dot + 1))
                .replace("@@USERS@@", Integer.toString(users))
                .replace("@@CALLS@@", Integer.toString((calls + users - 1) / users))
                .replace("@@SERVERS@@", servers())
                .replace("@@ROUND@@", round());
    }

    private static String template() {
        try (InputStream in = requireNonNull(GatlingSource.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String servers() {
        return plan.servers().stream().map(this::server).collect(Collectors.joining());
    }

    private LoadTarget target(String server) {
        return requireNonNull(targets.get(server));
    }

    private String server(String name) {
        if (!(target(name).endpoint() instanceof McpEndpoint.Http http)) {
            throw new IllegalArgumentException("Server '" + name + "' runs on standard input and output, and Gatling"
                    + " calls servers on HTTP. Leave it out of the plan, or let it listen on HTTP:"
                    + " transport = STREAMABLE_HTTP.");
        }
        URI uri = http.uri();
        boolean mayBeSecret =
                uri.getRawQuery() != null || uri.getRawUserInfo() != null || GatlingSecrets.isSecret(uri.toString());
        RequestDialect dialect = dialect(name);
        boolean isStateless = dialect.revision().isStateless();
        JsonObject initialize = RpcMessage.request(JsonValue.of(0), Methods.INITIALIZE, dialect.initializeParams());
        String revision = dialect.headers(RpcMessage.request(JsonValue.of(0), Methods.PING, JsonObject.EMPTY))
                .getOrDefault(McpHeaders.REVISION, "");
        String secrets =
                http.headers().keySet().stream().map(GatlingSource::literal).collect(Collectors.joining(", "));
        return "        server(servers, " + literal(name) + ", " + literal(mayBeSecret ? "" : uri.toString())
                + ", List.of(" + secrets + "), " + literal(isStateless ? "" : initialize.toString()) + ", "
                + literal(isStateless ? "" : revision) + ");\n";
    }

    private RequestDialect dialect(String server) {
        ClientProfile profile = ClientProfile.declaring(target(server).clientCapabilities());
        return RequestDialect.of(
                target(server).connection().server().protocol(), profile.info(), profile.capabilities());
    }

    /** Each call once, and the order in which they are made. */
    private String round() {
        var names = new LinkedHashMap<PlannedCall, String>();
        var lines = new ArrayList<String>();
        for (PlannedCall call : plan.calls()) {
            if (!names.containsKey(call)) {
                String name = "call" + (names.size() + 1);
                names.put(call, name);
                lines.add("        ChainBuilder " + name + " = " + call(call) + ";\n");
            }
        }
        String order = plan.round().stream().map(names::get).collect(Collectors.joining(", "));
        lines.add("        return List.of(new ChainBuilder[] {" + order + "});\n");
        return String.join("", lines);
    }

    private String call(PlannedCall call) {
        RequestDialect dialect = dialect(call.server());
        var secrets = new GatlingSecrets(call, variables);
        JsonObject params = dialect.stamp(JsonObject.builder()
                .put("name", call.tool())
                .put("arguments", secrets.arguments())
                .build());
        secrets.requireNoneIn(params.toString());
        var headers = new LinkedHashMap<String, String>();
        if (dialect.revision().isStateless()) {
            headers.putAll(dialect.headers(RpcMessage.request(JsonValue.of(0), Methods.CALL_TOOL, params)));
            headers.putAll(secrets.headers(arguments -> argumentHeaders(call, arguments)));
        }
        List<String> pairs = new ArrayList<>();
        headers.forEach((header, value) -> pairs.add("Map.entry(" + literal(header) + ", " + literal(value) + ")"));
        return "call(" + literal(call.server()) + ", " + literal(call.title()) + ", " + literal(params.toString())
                + ", Map.ofEntries(" + String.join(", ", pairs) + "), "
                + literal(call.echo().map(JsonPointer::toString).orElse("")) + ", List.of("
                + secrets.used().stream().map(GatlingSource::literal).collect(Collectors.joining(", ")) + "))";
    }

    private Map<String, String> argumentHeaders(PlannedCall call, JsonObject arguments) {
        McpConnection connection = target(call.server()).connection();
        Optional<JsonObject> schema = connection.catalog().tool(call.tool()).flatMap(Tool::inputSchema).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .findFirst();
        return schema.map(one -> ArgumentHeaders.in(one).of(arguments)).orElse(Map.of());
    }

    /** A string literal of Java; JSON has the same escapes. */
    private static String literal(String text) {
        return Json.print(new JsonString(text));
    }
}
