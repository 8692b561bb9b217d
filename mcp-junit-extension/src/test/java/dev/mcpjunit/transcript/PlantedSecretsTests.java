/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Secrets that are planted everywhere")
class PlantedSecretsTests {

    private static final String NAME = "planted-secrets";
    private static final Path RESOURCES = Path.of("src/test/resources/mcp");

    private static final Path GOLDENS =
            RESOURCES.resolve(PassingTestCase.class.getName().replace('$', '.'));

    private static final CannedServer BANK = new CannedServer(PlantedSecretsTests::bank)
            .answeringWith("Set-Cookie", "sid=" + PlantedSecrets.SET_COOKIE + "; Path=/")
            .answeringWith("Mcp-Session-Id", PlantedSecrets.SESSION_ID);

    @TempDir
    private Path folder;

    private final List<String> logged = new CopyOnWriteArrayList<>();

    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(String.valueOf(line.getMessage()) + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static CannedServer.Answer bank(JsonObject request) {
        return switch (request.string("method").orElse("")) {
            case "initialize" ->
                CannedServer.result(
                        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{},\"logging\":{}},"
                                + "\"serverInfo\":{\"name\":\"bank\",\"version\":\"1\"}}");
            case "tools/call" -> events(request);
            default ->
                request.has("id")
                        ? CannedServer.error(
                                401,
                                "{\"code\":-32001,\"message\":\"Authorization: Bearer " + PlantedSecrets.BEARER_HEADER
                                        + " has expired\"}")
                        : CannedServer.accepted();
        };
    }

    private static CannedServer.Answer events(JsonObject request) {
        JsonObject params = request.object("params").orElseThrow();
        String token =
                String.valueOf(params.object("_meta").orElse(JsonObject.EMPTY).get("progressToken"));
        JsonObject given = params.object("arguments").orElseThrow();
        return new CannedServer.Answer(
                200,
                "text/event-stream",
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                        + token
                        + ",\"progress\":1,\"message\":\"secret: " + PlantedSecrets.IN_PROGRESS + "\"}}\n\n"
                        + "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\","
                        + "\"data\":{\"password\":\"" + PlantedSecrets.IN_LOG_MESSAGE + "\"}}}\n\n"
                        + "data: {\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
                        + Json.print(new dev.mcpjunit.json.JsonString(Json.print(given)))
                        + "}],\"structuredContent\":" + Json.print(given) + "}}\n\n");
    }

    @BeforeEach
    void listen() throws IOException {
        removeFiles();
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void tidyUp() throws IOException {
        Logger.getLogger("").removeHandler(log);
        removeFiles();
    }

    @AfterAll
    static void stop() {
        BANK.close();
    }

    private static void removeFiles() throws IOException {
        for (Path file : written(RESOURCES)) {
            if (isOurs(file)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(GOLDENS);
    }

    private static boolean isOurs(Path file) {
        return file.startsWith(GOLDENS) || String.valueOf(file.getFileName()).startsWith(NAME);
    }

    private static List<Path> written(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @McpServer(name = "bank", source = "bank", cassette = NAME + "-bank")
    @McpServer(name = "vault", source = "vault", cassette = NAME + "-vault")
    static class PassingTestCase {
        static ServerSpec bank() {
            String address =
                    BANK.uri().toString().replace("http://", "http://planted:" + PlantedSecrets.IN_USER_INFO + "@");
            return ServerSpec.url(URI.create(
                            address + "?key=" + PlantedSecrets.IN_QUERY + "&sig=" + PlantedSecrets.IN_OTHER_QUERY))
                    .header("Authorization", "Bearer " + PlantedSecrets.BEARER_HEADER)
                    .header("Proxy-Credentials", "Basic " + PlantedSecrets.basic())
                    .header("X-Api-Key", PlantedSecrets.KEY_HEADER)
                    .header("Cookie", "sid=" + PlantedSecrets.COOKIE_HEADER)
                    .build();
        }

        static ServerSpec vault() {
            return ServerSpec.command(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LeakyServer.class.getName(),
                            "--api-key",
                            PlantedSecrets.OPTION,
                            "--password=" + PlantedSecrets.OPTION_WITH_SIGN)
                    .env("VAULT_API_TOKEN", PlantedSecrets.ENV_TOKEN)
                    .env("VAULT_DB", "postgres://planted:" + PlantedSecrets.ENV_ADDRESS + "@db.example.com/vault")
                    .env("VAULT_SEED", PlantedSecrets.ENV_OTHER)
                    .build();
        }

        @Test
        void uses(McpConnection bank, @dev.mcpjunit.ForServer("vault") McpConnection vault) {
            Map<String, ?> arguments = PlantedSecrets.arguments().toJava();
            assertThat(bank.callTool("open", arguments, progress -> {})).isSuccess();
            assertThat(vault.callTool("open", arguments)).isSuccess().matchesSnapshot();
            vault.listTools();
            vault.readResource("vault://all");
            vault.getPrompt("open", Map.of());
            for (McpConnection each : List.of(bank, vault)) {
                try {
                    each.request("fail", JsonObject.EMPTY);
                } catch (RuntimeException refused) {
                    assertThat(refused).hasMessageContaining("error");
                }
            }
        }
    }

    /** The same, and then it fails. */
    @McpServer(name = "bank", source = "bank")
    @McpServer(name = "vault", source = "vault")
    static class FailingTestCase {
        static ServerSpec bank() {
            return PassingTestCase.bank();
        }

        static ServerSpec vault() {
            return PassingTestCase.vault();
        }

        @Test
        void uses(McpConnection bank, @dev.mcpjunit.ForServer("vault") McpConnection vault) {
            Map<String, ?> arguments = PlantedSecrets.arguments().toJava();
            bank.callTool("open", arguments);
            assertThat(vault.callTool("open", arguments)).isError();
        }

        @Test
        void getsAnError(@dev.mcpjunit.ForServer("vault") McpConnection vault) {
            vault.request("fail", JsonObject.EMPTY);
        }

        @Test
        void isUnauthorized(@dev.mcpjunit.ForServer("bank") McpConnection bank) {
            bank.request("fail", JsonObject.EMPTY);
        }
    }

    private Run run(String mode, Class<?>... testCases) {
        return Run.with(
                new TreeMap<>(Map.of(
                        "mcp.cassette",
                        mode,
                        "mcp.transcript",
                        "always",
                        "mcp.transcript.mask",
                        "iban,/params/arguments/deep/*,/result/structuredContent/deep/*",
                        "mcp.report",
                        "on",
                        "mcp.report.folder",
                        folder.resolve(mode).toString(),
                        "github.step.summary",
                        folder.resolve("summary.md").toString())),
                testCases);
    }

    private static String messages(Run run) {
        var text = new StringWriter();
        run.failures().forEach(failure -> failure.printStackTrace(new PrintWriter(text)));
        return text + run.published("mcp.transcript").toString() + run.published("mcp.traffic");
    }

    private Map<Path, String> files() throws IOException {
        var all = new TreeMap<Path, String>();
        var found = new ArrayList<>(written(folder));
        for (Class<?> testCase : List.of(PassingTestCase.class, FailingTestCase.class)) {
            found.addAll(written(
                    Path.of("target", "mcp", "transcripts", testCase.getName().replace('$', '.'))));
        }
        for (Path file : written(RESOURCES)) {
            if (isOurs(file)) {
                found.add(file);
            }
        }
        for (Path file : found) {
            all.put(file, Files.readString(file));
        }
        return all;
    }

    @Test
    @DisplayName("are in no file and in no message")
    void none() throws IOException {
        Run recorded = run("record", PassingTestCase.class, FailingTestCase.class);
        assertThat(recorded.failedTests()).hasSize(3);
        Run replayed = run("replay", PassingTestCase.class);
        replayed.allSucceeded(1);

        List<String> planted = PlantedSecrets.all();
        assertThat(planted).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        Map<Path, String> files = files();
        assertThat(files.keySet().toString())
                .contains(NAME + "-bank.cassette.jsonl", NAME + "-vault.cassette.jsonl")
                .contains("index.html", "summary.md", "PassingTestCase/uses-", "golden.json");
        var leaks = new ArrayList<String>();
        files.forEach((file, text) -> leaks.addAll(leaks(planted, file.toString(), text)));
        leaks.addAll(leaks(planted, "messages", messages(recorded) + messages(replayed)));
        leaks.addAll(leaks(planted, "log", logged.toString()));
        assertThat(leaks).isEmpty();
        String cassette = files.get(RESOURCES.resolve(NAME + "-vault.cassette.jsonl"));
        assertThat(cassette).contains("[masked: dbPassword]", "[masked: VAULT_SEED]", "[masked: iban]");
        // What the server declares is a text for models, in which only known secrets are masked.
        assertThat(cassette).contains("Password: required. Opens for [masked: VAULT_API_TOKEN]");
    }

    private static List<String> leaks(List<String> planted, String place, String text) {
        return planted.stream()
                .filter(text::contains)
                .map(secret -> secret + " in " + place + ": …"
                        + text.substring(
                                Math.max(0, text.indexOf(secret) - 80),
                                Math.min(text.length(), text.indexOf(secret) + secret.length() + 20)))
                .toList();
    }
}
