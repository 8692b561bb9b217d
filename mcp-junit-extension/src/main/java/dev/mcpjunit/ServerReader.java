/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.IgnoredAttributes.TransportOrigin;
import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.base.HttpAddress;
import dev.mcpjunit.internal.extension.Cassettes;
import dev.mcpjunit.internal.extension.Combination;
import dev.mcpjunit.internal.extension.ConfigSource;
import dev.mcpjunit.internal.extension.SourceMethod;
import dev.mcpjunit.internal.secret.Addresses;
import dev.mcpjunit.internal.settings.Placeholders;
import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes a spec from a {@link McpServer} annotation and rejects one that is contradictory or incomplete. */
final class ServerReader {

    private static final System.Logger LOG = System.getLogger(McpServer.class.getName());

    private static final int HIGHEST_PORT = 65_535;
    /** Of a replayed server whose address is not known here. */
    private static final URI NOWHERE = URI.create("http://replayed.invalid/mcp");

    private final McpServer annotation;
    private final Class<?> owner;
    private final Placeholders placeholders;
    private final Settings settings;
    private final Optional<Combination> run;
    private final boolean replayed;

    /**
     * Read an annotation.
     *
     * @param context where to look up placeholders and settings
     */
    ServerReader(McpServer annotation, Class<?> owner, ExtensionContext context) {
        this.annotation = annotation;
        this.owner = owner;
        this.replayed = !annotation.cassette().isEmpty()
                && Cassettes.mayReplay(annotation.cassette(), annotation.scope().lifetime(), context);
        this.placeholders = replayed ? Placeholders.leavingUnknown(context) : new Placeholders(context);
        this.settings = new Settings(context);
        this.run = Combination.of(context);
    }

    /** The names of the servers. Does not call a source method: finding one server must not make all of them. */
    List<String> names() {
        if (isConfigured() && annotation.name().isEmpty()) {
            return config().names();
        }
        return List.of(name());
    }

    private String name() {
        if (!annotation.name().isEmpty()) {
            return resolve(annotation.name(), "name");
        }
        return isMade()
                ? annotation.source()
                : new ServerSpecBuilder(source()).build().name();
    }

    /**
     * The spec of a server, with the protocol and the transport of the run that the context belongs to.
     *
     * @param name one of the names
     */
    ServerSpec spec(String name) {
        ServerSpec declared = isConfigured() ? configured(name) : declared();
        return run.map(combination -> {
                    rejectBoth(combination);
                    return combination.applyTo(declared);
                })
                .orElse(declared);
    }

    private ServerSpec configured(String name) {
        ServerSpecBuilder builder = config().builder(name);
        IgnoredAttributes.findBesideConfig(annotation).ifPresent(attribute -> {
            throw wrong("'" + attribute + "' has no effect on servers of a configuration file. Put it into the file");
        });
        return connected(builder).build();
    }

    private ConfigSource config() {
        Optional<Path> signers = Optional.of(annotation.signedBy())
                .filter(file -> !file.isEmpty())
                .map(file -> Path.of(resolve(file, "signedBy")));
        return new ConfigSource(owner, Path.of(resolve(annotation.config(), "config")), signers, placeholders);
    }

    private void rejectBoth(Combination combination) {
        if (!annotation.protocol().equals(ProtocolChoice.AUTO.text())) {
            throw wrong("protocol = \"" + annotation.protocol() + "\" contradicts @AcrossProtocols. Leave it out");
        }
        if (combination.transport() != Transport.AUTO && annotation.transport() != Transport.AUTO) {
            throw wrong("transport = " + annotation.transport() + " contradicts @AcrossProtocols. Leave it out");
        }
    }

    private ServerSpec declared() {
        if (!isMade()) {
            checkImagePinning();
            return described(source());
        }
        var method = new SourceMethod(owner, annotation.source());
        Object made = method.call();
        if (made instanceof ServerSpecBuilder builder) {
            return alone(builder.build());
        }
        return made instanceof ServerSpec spec ? alone(spec) : described(method.asSource(made));
    }

    /** An image without a fixed tag can change under the test, and the snapshot would blame the server for it. */
    private void checkImagePinning() {
        String image = annotation.image().isEmpty() ? "" : resolve(annotation.image(), "image");
        if (image.isEmpty() || ImageIdentity.isPinned(image)) {
            return;
        }
        String what = "image = \"" + image
                + "\" has no fixed tag, so that another image may run tomorrow. Name a version or a digest";
        if (settings.requiresPinnedImages()) {
            throw wrong(what + ". (" + SettingNames.IMAGE_PINNING + " = require)");
        }
        LOG.log(System.Logger.Level.WARNING, "@McpServer on " + owner.getName() + ": " + what + ".");
    }

    /** A spec is complete: other attributes of the annotation would be ignored. */
    private ServerSpec alone(ServerSpec spec) {
        if (IgnoredAttributes.isMoreThanName(annotation)) {
            throw wrong(
                    "the method '" + annotation.source() + "' returns a whole ServerSpec, so the annotation can only"
                            + " add 'name' and 'scope'. Put the other settings into the spec");
        }
        return spec.named(name());
    }

    private ServerSpec described(ServerSource source) {
        var builder = new ServerSpecBuilder(source).name(name()).transport(annotation.transport());
        builder.path(resolve(annotation.path(), "path"));
        if (!annotation.path().startsWith("/")) {
            throw wrong("path = \"" + annotation.path() + "\" must start with '/'");
        }
        if (annotation.port() < 0 || annotation.port() > HIGHEST_PORT) {
            throw wrong("port = " + annotation.port() + " is no port: use 1 to 65535, or leave it out");
        }
        if (annotation.port() != 0) {
            builder.port(annotation.port());
        }
        if (annotation.replicas() < 1) {
            throw wrong("replicas = " + annotation.replicas() + " must be positive");
        }
        builder.replicas(annotation.replicas());
        IgnoredAttributes.find(annotation, source, transportOrigin()).ifPresent(ignored -> {
            throw wrong(ignored);
        });
        builder.args(resolveAll(annotation.args(), "args"));
        pairs(annotation.env(), "env", "=", "NAME=value", builder::env);
        pairs(annotation.headers(), "headers", ":", "Name: value", builder::header);
        return connected(builder).build();
    }

    /** What the annotation says about connections to a server, wherever the server comes from. */
    private ServerSpecBuilder connected(ServerSpecBuilder builder) {
        builder.cookies(annotation.cookies());
        builder.authorization(ClientAuthorization.by(annotation.login()));
        accepting(() -> builder.clientCapabilities(resolveAll(annotation.clientCapabilities(), "clientCapabilities")));
        accepting(() -> builder.protocol(resolve(annotation.protocol(), "protocol")));
        timeout(annotation.startupTimeout(), "startupTimeout", SettingNames.STARTUP_TIMEOUT)
                .ifPresent(builder::startupTimeout);
        timeout(annotation.requestTimeout(), "requestTimeout", SettingNames.REQUEST_TIMEOUT)
                .ifPresent(builder::requestTimeout);
        return builder;
    }

    private void accepting(Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException unknown) {
            throw wrong(String.valueOf(unknown.getMessage()));
        }
    }

    private TransportOrigin transportOrigin() {
        return run.filter(combination -> combination.transport() != Transport.AUTO)
                .map(combination -> TransportOrigin.RUN)
                .orElse(TransportOrigin.ANNOTATION);
    }

    /** Whether a method makes the server, rather than an attribute describing it. */
    private boolean isMade() {
        return onlySource().equals("source");
    }

    private boolean isConfigured() {
        return onlySource().equals("config");
    }

    private ServerSource source() {
        return switch (onlySource()) {
            case "image" -> new ServerSource.Image(resolve(annotation.image(), "image"));
            case "dockerfile" -> new ServerSource.Dockerfile(Path.of(resolve(annotation.dockerfile(), "dockerfile")));
            case "command" -> new ServerSource.Command(resolveAll(annotation.command(), "command"));
            case "url" -> new ServerSource.Remote(new McpEndpoint.Http(address(resolve(annotation.url(), "url"))));
            default -> new ServerSource.InProcess(annotation.inProcess());
        };
    }

    private String onlySource() {
        List<String> given = Stream.of(
                        annotation.image().isEmpty() ? "" : "image",
                        annotation.dockerfile().isEmpty() ? "" : "dockerfile",
                        annotation.command().length == 0 ? "" : "command",
                        annotation.url().isEmpty() ? "" : "url",
                        annotation.inProcess() == void.class ? "" : "inProcess",
                        annotation.source().isEmpty() ? "" : "source",
                        annotation.config().isEmpty() ? "" : "config")
                .filter(attribute -> !attribute.isEmpty())
                .toList();
        if (given.size() != 1) {
            throw wrong(
                    "it needs exactly one of image, dockerfile, command, url, inProcess, source and config, but has "
                            + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        if (!annotation.signedBy().isEmpty() && annotation.config().isEmpty()) {
            throw wrong("'signedBy' has no effect without 'config': only bundles are signed. Leave it out");
        }
        return given.get(0);
    }

    private URI address(String text) {
        try {
            return HttpAddress.parse(text);
        } catch (IllegalArgumentException reason) {
            if (replayed) {
                return NOWHERE;
            }
            throw wrong("url = \"" + Printable.line(Addresses.withoutSecrets(text)) + "\" " + reason.getMessage());
        }
    }

    private void pairs(
            String[] texts, String attribute, String separator, String form, BiConsumer<String, String> target) {
        for (int entry = 0; entry < texts.length; entry++) {
            String text = texts[entry];
            int at = text.indexOf(separator);
            if (at <= 0) {
                throw wrong(attribute + " takes entries of the form \"" + form + "\", but entry " + (entry + 1)
                        + " is not");
            }
            String value = resolve(text.substring(at + separator.length()), attribute);
            target.accept(text.substring(0, at).strip(), separator.equals(":") ? value.strip() : value);
        }
    }

    private Optional<Duration> timeout(String text, String attribute, String parameter) {
        if (text.isEmpty()) {
            return settings.duration(parameter);
        }
        try {
            return Optional.of(Durations.parse(resolve(text, attribute)));
        } catch (IllegalArgumentException noDuration) {
            throw wrong(attribute + ": " + noDuration.getMessage());
        }
    }

    private String resolve(String text, String attribute) {
        return placeholders.resolve(text, "@McpServer(" + attribute + ") on " + owner.getName());
    }

    private List<String> resolveAll(String[] texts, String attribute) {
        return Stream.of(texts).map(text -> resolve(text, attribute)).toList();
    }

    private ExtensionConfigurationException wrong(String what) {
        return WrongConfiguration.because("@McpServer on " + owner.getName() + ": " + what + ".");
    }
}
