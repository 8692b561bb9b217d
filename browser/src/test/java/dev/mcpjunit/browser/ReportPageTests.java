/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the page does with the data: it draws, filters, folds, and can be used without a mouse. */
@RequiresCommand({"chromium", "chromedriver"})
class ReportPageTests {

    private static final int TESTS = 30;
    private static final int CALLS = 12;

    @TempDir
    static Path directory;

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        page = Samples.many(directory, TESTS, CALLS);
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void the_overview_counts_what_is_in_the_data() {
        browser.open(page, "#/");

        assertThat(browser.one("h1").getText()).isEqualTo("3 of 30 tests failed");
        assertThat(browser.texts(".cards li"))
                .containsExactly("24\npassed", "3\nfailed", "3\nnot verified", "0\nflaky", "324\nexchanges");
        assertThat(browser.texts("main")).first().asString().contains("reason 3 <b>&amp;</b>", "reason 5 <b>&amp;</b>");
        assertThat(browser.texts("main")).first().asString().contains("also proved nothing: 3 skipped.");
        assertThat(browser.title()).isEqualTo("3 of 30 tests failed · MCP test report");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void tests_are_filtered_by_status_and_text() {
        browser.open(page, "#/tests?status=failed");
        assertThat(browser.texts("tbody tr td:first-child a"))
                .containsExactly("forecast 3", "forecast 13", "forecast 23");

        browser.one("input[type=search]").sendKeys("13");
        assertThat(browser.texts("tbody tr td:first-child a")).containsExactly("forecast 13");

        browser.open(page, "#/tests?status=unverified");
        assertThat(browser.texts("tbody .tag")).containsOnly("skipped").hasSize(3);
    }

    @Test
    void a_failed_test_shows_why_its_time_line_and_its_messages() {
        browser.open(page, "#/test/3");

        assertThat(browser.one(".why .sentence").getText()).isEqualTo("reason 3 <b>&amp;</b>");
        assertThat(browser.one(".why").getText()).contains("mvn test -Dtest=Weather0Test");
        assertThat(browser.texts("svg .lane-name")).containsExactly("client", "wire", "weather");
        assertThat(browser.all("svg .fault")).hasSize(4);
        assertThat(browser.all("svg .arrow")).hasSize(4 * 2 + 8 * 4);

        shownExchanges().get(0).click();
        assertThat(browser.texts("section.pane pre"))
                .anySatisfy(json -> assertThat(json).contains("\"city\": \"city 3\""))
                .anySatisfy(json -> assertThat(json).contains("\"text\": \"<i>sunny</i> in city 3\""));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void retries_are_folded_into_one_row_and_unfold() {
        browser.open(page, "#/test/3");
        WebElement fold = browser.one("button[aria-expanded]");
        assertThat(fold.getText()).isEqualTo("tools/call 'get-forecast': attempts at one call, 2 messages");
        long shown = shownRows();

        fold.click();
        assertThat(fold.getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(shownRows()).isEqualTo(shown + 2);

        fold.click();
        assertThat(shownRows()).isEqualTo(shown);
    }

    /** The buttons of exchanges that no fold hides. */
    private static List<WebElement> shownExchanges() {
        return browser.all("tbody button:not([aria-expanded])").stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    private static long shownRows() {
        return browser.all("tbody tr").stream().filter(WebElement::isDisplayed).count();
    }

    @Test
    void a_range_of_time_filters_the_traffic() {
        browser.open(page, "#/test/3");
        WebElement to = browser.all("form input[type=number]").get(1);

        to.sendKeys(Keys.chord(Keys.CONTROL, "a"), "6");

        assertThat(browser.one("caption").getText()).isEqualTo("2 exchanges");
        assertThat(browser.all("svg .fault")).hasSize(1);
    }

    @Test
    void only_exchanges_without_a_good_result_are_shown_on_request() {
        browser.open(page, "#/test/3");

        browser.all("form select").get(0).sendKeys("only");

        assertThat(browser.one("caption").getText()).isEqualTo("4 exchanges");
        assertThat(browser.texts("tbody .tag")).containsOnly("http error (HTTP 503)");
    }

    @Test
    void a_keyboard_is_enough() {
        browser.open(page, "#/");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");

        browser.open(page, "#/test/3");
        shownExchanges().get(0).sendKeys(Keys.ENTER);

        assertThat(browser.one("section.pane h3").getText()).isEqualTo("tools/call 'get-forecast' #3");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "#/, light",
        "#/, dark",
        "#/tests, light",
        "#/tests, dark",
        "#/test/3, light",
        "#/test/3, dark",
        "#/test/5, light",
        "#/servers, light",
        "#/server/weather, dark",
        "#/compare, light"
    })
    void axe_finds_no_violation(String hash, String scheme) {
        browser.open(page, hash, scheme);
        List<WebElement> exchanges = browser.all("tbody button");
        if (hash.startsWith("#/test/") && !exchanges.isEmpty()) {
            exchanges.get(0).click();
        }

        assertThat(browser.axeViolations()).isEmpty();
    }
}
