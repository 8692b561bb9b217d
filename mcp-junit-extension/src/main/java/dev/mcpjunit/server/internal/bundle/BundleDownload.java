/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.internal.secret.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/** Downloads bundles. Redirects are followed, as releases are often behind one, but never from HTTPS to HTTP. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BundleDownload {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration WHOLE = Duration.ofMinutes(5);

    private BundleDownload() {}

    /**
     * Download a bundle to a temporary file, which is deleted when this JVM ends. It is not checked yet.
     *
     * @throws InvalidBundleException if it cannot be downloaded in time, or is too large
     */
    public static Path fetch(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(WHOLE).build();
        CompletableFuture<Path> download = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> saved(address, response));
        try {
            return download.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InvalidBundleException known) {
                throw known;
            }
            throw cannot(address, String.valueOf(failed.getCause()));
        } catch (TimeoutException late) {
            download.cancel(true);
            throw cannot(address, "it took longer than " + WHOLE.toMinutes() + " minutes");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            download.cancel(true);
            throw cannot(address, "the download was interrupted");
        }
    }

    private static Path saved(URI address, HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw cannot(address, "the answer has the HTTP status " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(BundleArchive.MAX_BYTES + 1);
            if (bytes.length > BundleArchive.MAX_BYTES) {
                throw cannot(address, "it is larger than " + BundleArchive.MAX_BYTES / 1024 / 1024 + " MiB");
            }
            Path file = Files.createTempFile("mcp-junit-", ".mcpb");
            file.toFile().deleteOnExit();
            return Files.write(file, bytes);
        } catch (IOException failure) {
            throw cannot(address, String.valueOf(failure.getMessage()));
        }
    }

    private static InvalidBundleException cannot(URI address, String reason) {
        return new InvalidBundleException(
                "the bundle cannot be downloaded from " + Addresses.withoutSecrets(address.toString()) + ": " + reason);
    }
}
