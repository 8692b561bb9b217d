/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The changes of pinned servers, and the suspicious texts in them, in SARIF 2.1.0, which code scanning reads. */
final class SarifLog {

    private static final String VERSION = "2.1.0";
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    /** What the uris of files are relative to. */
    private static final String SOURCES = "%SRCROOT%";

    private static final Set<String> WARNINGS = Set.of("BREAKING", "SUSPICIOUS");

    private final Map<String, JsonObject> results = new LinkedHashMap<>();
    private final Set<String> rules = new TreeSet<>();

    private SarifLog() {}

    /** The log of all runs. A change that several classes report is one result. */
    static JsonObject of(List<Path> runs) throws IOException {
        var log = new SarifLog();
        for (Path run : runs) {
            RunLines.read(run, "pin", line -> RunLines.parsed(line).ifPresent(log::addPin));
        }
        return log.json();
    }

    private void addPin(JsonObject pin) {
        pin.object("report")
                .flatMap(report -> report.array("changes"))
                .ifPresent(changes -> changes.forEach(change -> {
                    if (change instanceof JsonObject one) {
                        add(pin, one);
                    }
                }));
    }

    private void add(JsonObject pin, JsonObject change) {
        String server = pin.string("name").orElse("");
        String rule = change.string("rule").orElse("");
        String pointer = change.string("pointer").orElse("");
        String uri = pin.string("uri").or(() -> pin.string("file")).orElse("");
        String key = String.join(
                "\n", server, uri, rule, pointer, change.string("words").orElse(""));
        rules.add(rule);
        JsonObject result = JsonObject.builder()
                .put("ruleId", rule)
                .put("level", level(change))
                .put("message", text(message(server, change)))
                .put("locations", List.of(location(pin, uri, pointer, change)))
                .put(
                        "partialFingerprints",
                        JsonObject.builder()
                                .put(
                                        "mcpChange/v1",
                                        UUID.nameUUIDFromBytes(key.getBytes(UTF_8))
                                                .toString())
                                .build())
                .putIfPresent("suppressions", suppression(change))
                .build();
        results.putIfAbsent(key, result);
    }

    private static String level(JsonObject change) {
        if (change.string("verdict").filter("fails"::equals).isPresent()) {
            return "error";
        }
        if (change.string("verdict").filter("unused"::equals).isPresent()) {
            return "note";
        }
        return change.string("level").filter(WARNINGS::contains).isPresent() ? "warning" : "note";
    }

    private static String message(String server, JsonObject change) {
        var message = new StringBuilder(
                "Server '" + server + "', " + change.string("subject").orElse("") + ": "
                        + change.string("words").orElse("") + ".");
        change.object("witness").ifPresent(witness -> message.append(" Witness: ")
                .append(witness.string("message").orElse(""))
                .append(" in ")
                .append(Json.print(Optional.ofNullable(witness.get("value")).orElse(JsonObject.EMPTY)))
                .append('.'));
        change.string("recorded")
                .ifPresent(use ->
                        message.append(" Recorded requests: ").append(use).append('.'));
        change.string("hint").ifPresent(hint -> message.append(' ').append(hint));
        return Secrets.maskKnown(message.toString());
    }

    private static JsonObject text(String words) {
        return JsonObject.builder().put("text", words).build();
    }

    private static JsonObject location(JsonObject pin, String uri, String pointer, JsonObject change) {
        boolean absolute = uri.startsWith("file:");
        JsonObject.Builder physical = JsonObject.builder()
                .put(
                        "artifactLocation",
                        JsonObject.builder()
                                .put("uri", uri)
                                .putIfPresent("uriBaseId", absolute ? Optional.empty() : Optional.of(SOURCES))
                                .build());
        pin.object("places")
                .flatMap(places -> places.array(pointer))
                .flatMap(SarifLog::region)
                .ifPresent(region -> physical.put("region", region));
        return JsonObject.builder()
                .put("physicalLocation", physical.build())
                .put(
                        "logicalLocations",
                        List.of(JsonObject.builder()
                                .put("fullyQualifiedName", pointer.isEmpty() ? "/" : pointer)
                                .put("name", change.string("subject").orElse(""))
                                .build()))
                .build();
    }

    private static Optional<JsonObject> region(JsonArray position) {
        return position.items().size() == 2
                        && position.items().get(0) instanceof JsonNumber line
                        && position.items().get(1) instanceof JsonNumber column
                ? Optional.of(JsonObject.builder()
                        .put("startLine", line)
                        .put("startColumn", column)
                        .build())
                : Optional.empty();
    }

    private static Optional<List<JsonObject>> suppression(JsonObject change) {
        return change.string("verdict")
                .filter("accepted"::equals)
                .map(accepted -> List.of(JsonObject.builder()
                        .put("kind", "external")
                        .put("justification", change.string("reason").orElse(""))
                        .build()));
    }

    private JsonObject json() {
        List<JsonObject> descriptors = new ArrayList<>();
        rules.forEach(
                rule -> descriptors.add(JsonObject.builder().put("id", rule).build()));
        JsonObject driver = JsonObject.builder()
                .put("name", "mcp-junit")
                .putIfPresent(
                        "version",
                        Optional.ofNullable(SarifLog.class.getPackage().getImplementationVersion()))
                .put("rules", descriptors)
                .build();
        JsonValue run = JsonObject.builder()
                .put("tool", JsonObject.builder().put("driver", driver).build())
                .put("columnKind", "utf16CodeUnits")
                .put("results", List.copyOf(results.values()))
                .build();
        return JsonObject.builder()
                .put("$schema", SCHEMA)
                .put("version", VERSION)
                .put("runs", List.of(run))
                .build();
    }
}
