/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import static java.util.Objects.requireNonNullElse;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * Pulls an image that is missing. A large image may take as long as it makes progress; a registry that sends nothing is
 * given up after the server's {@code startupTimeout}, and an image that does not exist immediately. Testcontainers
 * alone would retry both for minutes and say nothing.
 */
final class ImagePull {

    private static final Pattern FINAL = Pattern.compile(
            "not found|manifest unknown|does not exist|access denied|denied|unauthorized|invalid reference",
            Pattern.CASE_INSENSITIVE);

    private final String server;
    private final String image;
    private final Duration limit;

    private ImagePull(String server, String image, Duration limit) {
        this.server = server;
        this.image = image;
        this.limit = limit;
    }

    /**
     * Pull an image unless it is here.
     *
     * @param limit how long the registry may send nothing
     */
    static void ifMissing(String server, String reference, Duration limit) {
        String image = ImageNameSubstitutor.instance()
                .apply(DockerImageName.parse(reference))
                .asCanonicalNameString();
        try {
            Images.client().inspectImageCmd(image).exec();
        } catch (NotFoundException missing) {
            new ImagePull(server, image, limit).run();
        }
    }

    // The notice is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    private void run() {
        var retries = Deadline.after(limit);
        try (var unused = Progress.begin(elapsed -> "Server '" + server + "': pulling image " + image + " for "
                + Durations.print(elapsed) + ". Fails if its registry sends nothing for " + Durations.print(limit)
                + " (startupTimeout).")) {
            while (true) {
                try {
                    attempt();
                    return;
                } catch (ExecutionException failure) {
                    Throwable cause = requireNonNullElse(failure.getCause(), failure);
                    if (retries.isOver()
                            || FINAL.matcher(String.valueOf(cause.getMessage())).find()) {
                        throw cannotBePulled(cause);
                    }
                    pause();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerStartException(
                    "Interrupted while pulling the image of server '" + server + "'", interrupted);
        }
    }

    private void attempt() throws InterruptedException, ExecutionException {
        try (var received = new Received()) {
            Images.client().pullImageCmd(image).exec(received);
            while (true) {
                try {
                    received.end.get(Math.min(limit.toMillis(), 250), TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException underWay) {
                    if (received.silence().compareTo(limit) > 0) {
                        throw silent();
                    }
                }
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    private ServerStartException silent() {
        return new ServerStartException(
                "Server '" + server + "': image " + image + " is missing, and its registry sent nothing for "
                        + Durations.print(limit) + " (startupTimeout). Check the network and the name of the"
                        + " image, or pull it before the test: docker pull " + image,
                null);
    }

    private ServerStartException cannotBePulled(Throwable failure) {
        return new ServerStartException(
                "Server '" + server + "': image " + image + " is missing and cannot be pulled: "
                        + Printable.line(String.valueOf(failure.getMessage()).strip())
                        + ". Check its name and tag, and that you are logged in to its registry.",
                failure);
    }

    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private static final class Received extends ResultCallback.Adapter<PullResponseItem> {

        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile Deadline last = Deadline.after(Duration.ZERO);

        @Override
        public void onNext(PullResponseItem item) {
            last = Deadline.after(Duration.ZERO);
            if (item.isErrorIndicated()) {
                end.completeExceptionally(new DockerClientException(String.valueOf(
                        item.getErrorDetail() == null
                                ? item.getStatus()
                                : item.getErrorDetail().getMessage())));
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
            super.onError(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
            super.onComplete();
        }

        Duration silence() {
            return last.elapsed();
        }
    }
}
