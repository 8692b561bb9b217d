/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.openqa.selenium.WebElement;

/** The report of tests that really ran, and failed in all the ways there are. */
@RequiresCommand({"chromium", "chromedriver"})
class FailingSamplesTests {

    @TempDir
    static Path directory;

    private static final Path SNAPSHOTS = Path.of("target/failing-samples");

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void run() throws IOException {
        Files.deleteIfExists(SNAPSHOTS.resolve("weather.snapshot.json"));
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard())) {
            run(weather, FailingSamples.Drift.class);
            weather.changeEdition(2);
            run(weather, FailingSamples.Drift.class, FailingSamples.Wire.class, FailingSamples.Dead.class);
        }
        page = directory.resolve("report/index.html");
        browser = new Browser();
    }

    private static void run(WeatherServer weather, Class<?>... samples) {
        DiscoverySelector[] classes = new DiscoverySelector[samples.length];
        for (int i = 0; i < samples.length; i++) {
            classes[i] = DiscoverySelectors.selectClass(samples[i]);
        }
        EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .selectors(classes)
                .configurationParameters(Map.of(
                        "mcp.ci", "false",
                        "mcp.console", "off",
                        "mcp.report.folder", directory.resolve("report").toString(),
                        "weather.url", weather.uri().toString(),
                        "snapshot.folder", SNAPSHOTS.toString()))
                .execute();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /** Open the page of a test by its name. */
    private static void open(String test) {
        browser.show(page, "#/tests");
        browser.all("tbody a").stream()
                .filter(link -> link.getText().startsWith(test))
                .reduce((earlier, last) -> last)
                .orElseThrow(() -> new AssertionError("No test " + test + " in " + browser.texts("tbody tr")))
                .click();
        browser.await("h1");
    }

    private static String why() {
        return browser.one(".why .sentence").getText();
    }

    @Test
    void the_overview_keeps_what_was_not_verified_apart() {
        browser.open(page, "#/");

        assertThat(browser.texts("main").get(0))
                .contains(
                        "needsALicense()",
                        "There is no license on this machine",
                        "the new billing server is not there yet")
                .contains("schema drift");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_hang_shows_the_fault_and_the_end_at_the_timeout() {
        open("waitsForAnAnswer");

        assertThat(why()).contains("get-forecast").contains("300 ms");
        assertThat(browser.all("svg .fault")).hasSize(1);
        // The proxy learns of the client's end in its own time.
        assertThat(browser.texts("tbody .tag.failed"))
                .singleElement()
                .asString()
                .isIn("hung", "in flight");
    }

    @Test
    void a_lost_response_shows_both_attempts_as_one_group() {
        open("paysOnce");

        assertThat(why()).contains("get-forecast");
        assertThat(browser.texts("button[aria-expanded]"))
                .containsExactly("tools/call 'get-forecast': attempts at one call, 2 messages");
        assertThat(browser.all("svg .fault")).hasSize(1);
    }

    @Test
    void a_dead_server_shows_how_it_ended() {
        open("survives");

        assertThat(why()).contains("weather");
        assertThat(browser.texts("tbody .tag")).contains("server gone");
        assertThat(browser.texts("tbody button"))
                .filteredOn(text -> text.startsWith("tools/call 'get-forecast'"))
                .hasSize(2);
        assertThat(browser.texts("svg text")).contains("│ the server ended: Exit code 137 (signal…");
    }

    @Test
    void drift_shows_the_witness() {
        browser.open(page, "#/server/weather");

        assertThat(browser.texts("main").get(0))
                .contains("BREAKING", "input.required-property-added", "Witness: required property 'unit' is missing");
        assertThat(browser.texts("ul.bars li")).hasSizeGreaterThan(2);
    }

    @Test
    void drift_names_the_rule_in_the_failure_and_links_to_the_server() {
        open("the class as a whole");

        assertThat(browser.one(".why").getText())
                .contains("Rule", "input.required-property-added tools/get-forecast", "Witness: {\"city\":\"a\"}");
        browser.one(".why a").click();
        browser.await("h1");
        assertThat(browser.one("h1").getText()).isEqualTo("weather");
    }

    @Test
    void a_message_of_the_wire_is_shown_as_it_was() {
        open("works");
        browser.all("tbody button").stream()
                .filter(WebElement::isDisplayed)
                .filter(button -> button.getText().startsWith("tools/call"))
                .findFirst()
                .orElseThrow()
                .click();

        assertThat(browser.texts("section.pane pre"))
                .anySatisfy(json -> assertThat(json).contains("\"city\": \"Oslo\""))
                .anySatisfy(json -> assertThat(json).contains("\"result\": {"));
    }

    /** The pictures in the documentation: run with {@code -Dmcp.docs=write}. */
    @ParameterizedTest
    @CsvSource({
        "overview, '', #/, 1500",
        "drift, the class as a whole, '', 1100",
        "hang, waitsForAnAnswer, '', 1300",
        "dead-server, survives, '', 1300",
        "lost-response, paysOnce, '', 1500"
    })
    void pictures_can_be_taken_in_both_themes(String name, String test, String hash, int height) throws IOException {
        browser.pictures(name, height, scheme -> {
            if (test.isEmpty()) {
                browser.open(page, hash, scheme);
            } else {
                browser.scheme(scheme);
                open(test);
            }
        });
    }
}
