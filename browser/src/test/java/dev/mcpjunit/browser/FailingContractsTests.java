/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The report of a breaker, a server and recordings that really failed their contracts. */
@RequiresCommand({"chromium", "chromedriver"})
class FailingContractsTests {

    private static final Path RECORDING =
            Path.of("src/test/resources/mcp", FailingContracts.CASSETTE + ".cassette.jsonl");

    /** The pictures show its path, so it is not a temporary folder. */
    private static final Path SNAPSHOT = Path.of("target/failing-contracts/weather.snapshot.json");

    @TempDir
    static Path directory;

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void run() throws IOException {
        Files.deleteIfExists(RECORDING);
        Files.deleteIfExists(SNAPSHOT);
        try {
            run("first", Map.of("mcp.cassette", "auto"), FailingContracts.Recorded.class);
            run("second", Map.of("mcp.snapshot", "update"), FailingContracts.Repinned.class);
            run(
                    "report",
                    Map.of("mcp.cassette", "replay", "mcp.snapshot", "verify"),
                    FailingContracts.Stampede.class,
                    FailingContracts.CrossTalk.class,
                    FailingContracts.Recorded.class,
                    FailingContracts.Missed.class);
        } finally {
            Files.deleteIfExists(RECORDING);
        }
        page = directory.resolve("report/index.html");
        browser = new Browser();
    }

    private static void run(String report, Map<String, String> settings, Class<?>... samples) {
        var all = new TreeMap<>(Map.of(
                "mcp.ci",
                "false",
                "mcp.console",
                "off",
                "mcp.report.folder",
                directory.resolve(report).toString(),
                "snapshot.file",
                SNAPSHOT.toString()));
        all.putAll(settings);
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").enableImplicitConfigurationParameters(true);
        for (Class<?> sample : samples) {
            kit.selectors(DiscoverySelectors.selectClass(sample));
        }
        kit.configurationParameters(all).execute();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static void open(String test) {
        browser.show(page, "#/tests");
        browser.all("tbody tr").stream()
                .filter(row -> row.getText().startsWith(test)
                        && !row.findElements(org.openqa.selenium.By.cssSelector(".tag.failed"))
                                .isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No failed test " + test + " in " + browser.texts("tbody tr")))
                .findElement(org.openqa.selenium.By.cssSelector("a"))
                .click();
        browser.await("h1");
    }

    private static String why() {
        return browser.one(".why").getText();
    }

    @Test
    void a_breaker_that_lets_a_stampede_through_shows_its_states_and_the_calls() {
        open("lets only probes through after the window");

        assertThat(browser.one(".why .sentence").getText())
                .startsWith("Failed: lets only probes through after the window: 8 callers came after the window");
        assertThat(why()).contains("half-open", "8 calls");
        assertThat(browser.all("svg .fault")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void the_states_of_a_breaker_are_bands_of_its_lane_and_rows_of_a_table() {
        open("lets only probes through after the window");

        assertThat(browser.all("svg .band").stream().map(band -> band.getDomAttribute("class")))
                .startsWith("band closed", "band open", "band half-open");
        assertThat(browser.texts("svg .state")).startsWith("breaker closed", "breaker open", "breaker half-open");
        var states = browser.all("summary").stream()
                .filter(summary -> summary.getText().startsWith("Breaker states ("))
                .findFirst()
                .orElseThrow();
        states.sendKeys(org.openqa.selenium.Keys.ENTER);
        // The browser announces an opened element later, and its content is made then.
        browser.await("details[open] td");
        assertThat(browser.texts("details[open] td").stream().filter(text -> text.equals("half-open")))
                .isNotEmpty();
        assertThat(browser.axeViolations()).isEmpty();
    }

    @Test
    void cross_talk_shows_whose_data_was_shown_to_whom() {
        open("keeps reads apart");

        assertThat(browser.one(".why .sentence").getText())
                .startsWith("Failed: keeps reads apart: server 'notes' showed client 'alice' data of client 'bob': the"
                        + " answer to 'list-notes' has nonce");
        assertThat(why()).contains("alice called save-note").doesNotContain("token-of-");
        assertThat(browser.texts("main").get(0)).doesNotContain("token-of-");
    }

    @Test
    void a_stale_cassette_shows_the_recorded_call_that_breaks_and_how_to_record_again() {
        open("the class as a whole");

        assertThat(browser.one(".why .sentence").getText()).startsWith("Stale cassette: ");
        assertThat(why())
                .contains(
                        "1 of 1 recorded call breaks",
                        "recorded call 1 of 'get-forecast' {\"city\":\"Oslo\"} was accepted and is now rejected",
                        "mcp.cassette=refresh");
    }

    @Test
    void a_call_that_was_not_recorded_shows_the_nearest_one() {
        open("asksForAnotherCity");

        assertThat(browser.one(".why .sentence").getText())
                .contains("The cassette has no answer for tools/call 'get-forecast' {\"city\":\"Bergen\"}");
        assertThat(why())
                .contains(
                        "Nearest recorded call",
                        "Further failure 1: Cassette miss: ",
                        "The nearest recorded call is number",
                        "- \"Oslo\"",
                        "+ \"Bergen\"");
    }

    /** The pictures in the documentation: run with {@code -Dmcp.docs=write}. */
    @ParameterizedTest
    @CsvSource({
        "breaker, lets only probes through after the window, 2300",
        "cross-talk, keeps reads apart, 1500",
        "stale-cassette, the class as a whole, 760",
        "cassette-miss, asksForAnotherCity, 1300"
    })
    void axe_finds_no_violation_and_pictures_can_be_taken_in_both_themes(String name, String test, int height)
            throws IOException {
        browser.pictures(name, height, scheme -> {
            browser.scheme(scheme);
            open(test);
            assertThat(browser.axeViolations()).isEmpty();
            assertThat(browser.errors()).isEmpty();
        });
    }
}
