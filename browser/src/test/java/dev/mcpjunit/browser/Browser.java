/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.FluentWait;

/** A headless Chromium that shows a page. */
final class Browser implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    Browser() {
        var options = new ChromeOptions();
        options.setBinary(command("chromium"));
        options.addArguments(
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900");
        if (System.getProperty("user.name").equals("root")) {
            // Chromium's sandbox does not work for root.
            options.addArguments("--no-sandbox");
        }
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(command("chromedriver"))
                        .build(),
                options);
    }

    private static File command(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + " on the PATH"))
                .toFile();
    }

    /** Show a page in a color scheme. */
    Browser open(Path page, String hash, String scheme) {
        scheme(scheme);
        return show(page, hash);
    }

    /** Choose a color scheme. */
    void scheme(String name) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** Show a page, and wait until its script has drawn it. */
    Browser show(Path page, String hash) {
        driver.get("about:blank");
        driver.get(page.toUri() + hash);
        await("html[data-ready]");
        return this;
    }

    /** How long a page takes from the start of its navigation to the first frame after its script has finished. */
    double millisUntilDrawn(Path page, String hash) {
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "new MutationObserver((changes, observer) => { if (document.documentElement?.dataset.ready) {"
                                + " observer.disconnect(); requestAnimationFrame(() => requestAnimationFrame(() =>"
                                + " document.documentElement.dataset.drawn = performance.now())); } })"
                                + ".observe(document, {attributes: true, subtree: true, attributeFilter:"
                                + " ['data-ready']});"));
        driver.get(page.toUri() + hash);
        return Double.parseDouble(await("html[data-drawn]").getAttribute("data-drawn"));
    }

    Browser open(Path page, String hash) {
        return open(page, hash, "light");
    }

    WebElement await(String css) {
        return new FluentWait<>(driver)
                .withTimeout(BOUND)
                .pollingEvery(Duration.ofMillis(20))
                .ignoring(org.openqa.selenium.NoSuchElementException.class)
                .until(shown -> shown.findElement(By.cssSelector(css)));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    String title() {
        return driver.getTitle();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What axe-core finds wrong on the page that is shown. */
    List<String> axeViolations() {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            if (axe == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            driver.executeScript(new String(axe.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Object found = driver.executeAsyncScript("const done = arguments[0]; axe.run().then(result =>"
                + " done(result.violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes[0].html)))");
        var violations = new ArrayList<String>();
        if (found instanceof List<?> list) {
            list.forEach(violation -> violations.add(String.valueOf(violation)));
        }
        return violations;
    }

    /** What the browser has logged as an error. */
    List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /**
     * Take a picture of the upper part of a page in each color scheme; {@code -Dmcp.docs=write} puts them into the
     * documentation.
     *
     * @param open opens the page in a color scheme
     */
    void pictures(String name, int height, Consumer<String> open) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            open.accept(scheme);
            driver.manage().window().setSize(new Dimension(1280, height));
            byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
            assertThat(picture).hasSizeGreaterThan(10_000);
            if ("write".equals(System.getProperty("mcp.docs"))) {
                Files.write(Path.of("../docs/images/report-" + name + "-" + scheme + ".png"), picture);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
