/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.AppServerContract;
import dev.mcpjunit.contract.internal.server.app.AppOrigins;
import dev.mcpjunit.contract.internal.server.app.AppPage;
import dev.mcpjunit.contract.internal.server.app.AppRules;
import dev.mcpjunit.contract.internal.server.app.AppSettings;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.fixtures.apps.AppFlaw;
import dev.mcpjunit.fixtures.apps.AppServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ResourceContents;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about servers with user interfaces, each with one flaw. */
class AppServerContractTests {

    static final int CHECKS = 8;

    /** The rule that each flaw breaks. */
    private static final Map<AppFlaw, Rule> BROKEN = new EnumMap<>(Map.ofEntries(
            Map.entry(AppFlaw.MISSING_PAGE, AppRules.EXISTS),
            Map.entry(AppFlaw.LINKS_THE_WEB, AppRules.LINK),
            Map.entry(AppFlaw.DEPRECATED_LINK, AppRules.LINK),
            Map.entry(AppFlaw.PLAIN_MEDIA_TYPE, AppRules.CONTENT),
            Map.entry(AppFlaw.OTHER_URI, AppRules.CONTENT),
            Map.entry(AppFlaw.FRAGMENT, AppRules.CONTENT),
            Map.entry(AppFlaw.EMPTY_PAGE, AppRules.CONTENT),
            Map.entry(AppFlaw.BROKEN_BLOB, AppRules.CONTENT),
            Map.entry(AppFlaw.LISTED_AS_TEXT, AppRules.LISTED),
            Map.entry(AppFlaw.ORIGINS_ARE_NO_LIST, AppRules.SETTINGS),
            Map.entry(AppFlaw.ORIGIN_WITH_PATH, AppRules.SETTINGS),
            Map.entry(AppFlaw.INJECTED_DIRECTIVE, AppRules.SETTINGS),
            Map.entry(AppFlaw.PERMISSION_IS_NO_OBJECT, AppRules.SETTINGS),
            Map.entry(AppFlaw.UNKNOWN_VISIBILITY, AppRules.SETTINGS),
            Map.entry(AppFlaw.UNDECLARED_SCRIPT, AppRules.ORIGINS),
            Map.entry(AppFlaw.NO_CONTENT, AppRules.CONTENT_FOR_MODEL),
            Map.entry(AppFlaw.FAILS_WITHOUT_APPS, AppRules.FALLBACK)));

    interface Apps extends AppServerContract {
        @Override
        default List<SampleCall> sampleCalls() {
            return Stream.of("show-forecast", "refresh-forecast", "show-map")
                    .map(tool -> new SampleCall(tool, Map.of()))
                    .toList();
        }
    }

    @McpServer(name = "apps", url = "${apps.url}", protocol = "LEGACY")
    static class LegacyCase implements Apps {}

    @McpServer(name = "apps", url = "${apps.url}", protocol = "MODERN")
    static class ModernCase implements Apps {}

    @McpServer(name = "apps", source = "apps")
    static class StdioCase implements Apps {
        static ServerSpec apps() {
            return Fixture.stdio(AppServer.class).build();
        }
    }

    @McpServer(name = "apps", url = "${apps.url}")
    static class NoSampleCase implements Apps {
        @Override
        public List<SampleCall> sampleCalls() {
            return Apps.super.sampleCalls().subList(0, 2);
        }
    }

    private static Run run(Class<?> testCase, URI uri) {
        return Run.with(Map.of("apps.url", uri.toString()), testCase);
    }

    @Test
    void a_sound_server_passes_each_check() {
        try (var server = AppServer.http(AppFlaw.NONE)) {
            run(LegacyCase.class, server.uri()).allSucceeded(CHECKS);
            run(ModernCase.class, server.uri()).allSucceeded(CHECKS);
        }
        Run.of(StdioCase.class).allSucceeded(CHECKS);
    }

    @Test
    void a_tool_without_a_sample_call_is_inconclusive() {
        try (var server = AppServer.http(AppFlaw.NONE)) {
            Run run = run(NoSampleCase.class, server.uri());

            assertThat(run.failedTests()).isEmpty();
            assertThat(run.aborted()).hasSize(2).allSatisfy(reason -> assertThat(reason)
                    .contains("tool 'show-map' has no sample call"));
        }
    }

    @Test
    void each_flaw_has_its_rule() {
        assertThat(BROKEN).hasSize(AppFlaw.values().length - 1);
        assertThat(List.copyOf(BROKEN.values()).stream().distinct()).hasSize(CHECKS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_flaw_fails_exactly_its_check(AppFlaw flaw) {
        for (Class<?> testCase : List.of(LegacyCase.class, ModernCase.class)) {
            try (var server = AppServer.http(flaw)) {
                assertThat(run(testCase, server.uri()).failedTests())
                        .as("%s %s", testCase, flaw)
                        .singleElement()
                        .satisfies(failure -> assertThat(failure)
                                .hasMessageStartingWith("Server 'apps' breaks a rule: "
                                        + BROKEN.get(flaw).statement() + "\n\n  ")
                                .hasMessageEndingWith(
                                        "  To do: " + BROKEN.get(flaw).advice()));
            }
        }
    }

    @Test
    void a_server_without_pages_has_nothing_to_check() {
        try (var server = WeatherServer.http(WeatherOptions.standard())) {
            Run run = run(LegacyCase.class, server.uri());

            assertThat(run.failedTests()).isEmpty();
            assertThat(run.succeeded()).isZero();
            assertThat(run.aborted()).hasSize(CHECKS).allSatisfy(reason -> assertThat(reason)
                    .contains("server 'apps' has no tool and no resource with a user interface"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "https://*.example.com:8443",
                "wss://live.example.com",
                "http://localhost:*",
                "example.com",
                "http://[::1]:3000"
            })
    void an_origin_may_be_what_policies_allow(String origin) {
        assertThat(AppSettings.isOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "https:",
                "https://",
                "'self'",
                "https://a.example/x",
                "https://a.example?x",
                "https://u@a.example",
                "a b",
                "a;b",
                "https://a.*.example",
                "javascript://a"
            })
    void other_texts_are_no_origins(String text) {
        assertThat(AppSettings.isOrigin(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script src='https://cdn.example.com/a.js'></script> | 0",
                "<script src=https://a.b.example.org/a.js></script> | 0",
                "<img src=\"https://example.org/a.png\"> | 1",
                "<img data-src=\"https://evil.example/a.png\"> | 0",
                "<img alt='src=https://evil.example/a.png'> | 0",
                "<link rel=canonical href=https://evil.example/> | 0",
                "<link rel='preload icon' href='//evil.example/a'> | 1",
                "<iframe src=https://cdn.example.com/></iframe> | 1",
                "<base href=https://cdn.example.com/> | 1",
                "<script src=http://cdn.example.com/a.js></script> | 1",
                "<script src=https://cdn.example.com:444/a.js></script> | 1",
                "<script src=https://cdn.example.com:443/a.js></script> | 0",
                "<img src='https://evil_host.example/a^b{c}.png'> | 1",
                "<img src=https://user@evil.example/a.png> | 1",
                "<p>1 <3 and don't</p><img src=https://evil.example/a.png> | 1",
                "<p don't><img src=https://evil.example/a.png> | 1",
                "<h1 title='>'>x</h1><img alt=\"'\" src=https://evil.example/a.png> | 1",
                "<img srcset='a.png 1x, https://evil.example/a.png 2x'> | 1",
                "<video poster=https://evil.example/a.png></video> | 1",
                "<custom-img src=https://evil.example/a.png> | 0",
                "<video src=https://p.example.net:8443/a></video> | 0",
                "<video src=https://p.example.net/a></video> | 1",
                "<a href=https://evil.example/>x</a> | 0",
                "<SCRIPT SRC=HTTPS://EVIL.EXAMPLE/A.JS></SCRIPT> | 1",
                "<script>x = '<img src=https://evil.example/a>'</script> | 0",
                "<!-- <img src=https://evil.example/a> | 0"
            })
    void loaded_addresses_are_compared_with_declared_origins(String html, int undeclared) {
        JsonObject csp = (JsonObject) Json.parse("{\"resourceDomains\":[\"https://cdn.example.com\","
                + "\"https://*.example.org\",\"https://p.example.net:8443\"]}");

        assertThat(new AppOrigins(csp).undeclared(html)).hasSize(undeclared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<!---->", "<script", "<script>", "</", "<img src='", "<img a=b ", " ", "\""})
    void huge_pages_end(String piece) {
        String html = piece.repeat(200_000);

        assertThat(new AppOrigins(JsonObject.EMPTY).undeclared(html)).isEmpty();
        var reported = new ArrayList<String>();
        JsonObject part = JsonObject.builder()
                .put("uri", "ui://x")
                .put("mimeType", "")
                .put("text", html)
                .build();
        new AppPage(
                        "ui://x",
                        new ResourceContents(JsonObject.builder()
                                .put("contents", List.of(part))
                                .build()))
                .judge(reported::add);
        assertThat(reported).hasSize(2);
    }

    @Test
    void the_page_lists_each_check() throws IOException {
        String page = Files.readString(Path.of("../docs/server-contracts.md"));

        assertThat(Stream.of(AppServerContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "\n| `" + method.getName() + "` | "))
                .hasSize(CHECKS)
                .allSatisfy(row -> assertThat(page).contains(row));
    }
}
