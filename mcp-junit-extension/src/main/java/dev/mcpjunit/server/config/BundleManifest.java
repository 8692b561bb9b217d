/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.DeclaredCatalog;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.internal.bundle.BundleArchive;
import dev.mcpjunit.server.internal.bundle.InvalidBundleException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code manifest.json} of an MCP bundle (MCPB), in its archive or unpacked. */
final class BundleManifest {

    private static final Pattern USER_CONFIG = Pattern.compile("\\$\\{user_config\\.([^}]+)}");

    private final ConfigNode root;
    private final BundleHome home;
    private final String directory;
    private final ConfigVariables variables;

    private BundleManifest(ConfigNode root, BundleHome home, Function<String, Optional<String>> lookup) {
        this.root = root;
        this.home = home;
        this.directory = home.directory();
        this.variables = new ConfigVariables(fixed(directory), lookup).withInputDefaults(defaults());
    }

    /** The server of a bundle that was unpacked. */
    static ConfigEntry unpacked(ConfigNode root, Function<String, Optional<String>> lookup) {
        return entry(root, BundleHome.Unpacked.of(root), lookup);
    }

    /**
     * The server of an archive.
     *
     * @throws InvalidConfigException if it is no bundle, or must not be unpacked
     */
    static ConfigEntry packed(Path file, Function<String, Optional<String>> lookup) {
        return packed(file, lookup, hash -> {});
    }

    /**
     * The server of an archive.
     *
     * @param hashCheck takes the SHA-256 of what is read, before anything else
     * @throws InvalidConfigException if it is no bundle, or must not be unpacked
     */
    static ConfigEntry packed(Path file, Function<String, Optional<String>> lookup, Consumer<String> hashCheck) {
        BundleArchive archive;
        String manifest;
        try {
            archive = BundleArchive.read(file, hashCheck);
            manifest = archive.manifest();
        } catch (InvalidBundleException invalid) {
            throw new InvalidConfigException(file, 0, "", String.valueOf(invalid.getMessage()));
        }
        ConfigNode root = ConfigNode.parse(file.resolve(BundleArchive.MANIFEST), manifest);
        return entry(root, new BundleHome.Packed(file, archive), lookup);
    }

    private static ConfigEntry entry(ConfigNode root, BundleHome home, Function<String, Optional<String>> lookup) {
        var manifest = new BundleManifest(root, home, lookup);
        String name = root.requiredText("name");
        ConfigNode server = root.member("server").orElseThrow(() -> root.wrong("the field 'server' is missing"));
        manifest.check(server);
        DeclaredCatalog declared = ManifestContents.read(root);
        return new ConfigEntry(name, server, signers -> {
            home.checkSignature(root, signers);
            ServerSpecBuilder builder = manifest.builder(server).name(name);
            return declared.isEmpty() ? builder : builder.declared(declared);
        });
    }

    /** Reject a malformed manifest when the file is read. */
    private void check(ConfigNode server) {
        if (layers(server).stream().noneMatch(config -> config.member("command").isPresent())) {
            List<String> unused = defaultCommand(server);
        }
        for (ConfigNode config : layers(server)) {
            config.text("command");
            config.items("args").forEach(ConfigNode::text);
            config.members("env").values().forEach(ConfigNode::text);
        }
        server.member("entry_point").ifPresent(home::requireFile);
    }

    private static Map<String, String> fixed(String directory) {
        String home = System.getProperty("user.home", "");
        var fixed = new HashMap<String, String>();
        fixed.put("__dirname", directory);
        fixed.put("HOME", home);
        fixed.put("DESKTOP", home + File.separator + "Desktop");
        fixed.put("DOCUMENTS", home + File.separator + "Documents");
        fixed.put("DOWNLOADS", home + File.separator + "Downloads");
        fixed.put("pathSeparator", File.separator);
        fixed.put("/", File.separator);
        return fixed;
    }

    private Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        root.members("user_config").forEach((key, setting) -> setting.member("default")
                .filter(value -> !value.isArray())
                .ifPresent(value -> defaults.put(key, plain(value.value()))));
        return defaults;
    }

    /** A value as text, with the variables resolved that every bundle can use. */
    private String plain(JsonValue value) {
        String text = value instanceof JsonString string ? string.value() : value.toString();
        for (Map.Entry<String, String> variable : fixed(directory).entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }

    /** The command and what the manifest changes of it on this platform, in that order. */
    private static List<ConfigNode> layers(ConfigNode server) {
        Optional<ConfigNode> config = server.member("mcp_config");
        var layers = new ArrayList<ConfigNode>();
        config.ifPresent(layers::add);
        config.flatMap(command -> command.member("platform_overrides"))
                .flatMap(overrides -> overrides.member(platform()))
                .ifPresent(layers::add);
        return layers;
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.contains("win") && !system.contains("darwin")
                ? "win32"
                : system.contains("mac") ? "darwin" : "linux";
    }

    private ServerSpecBuilder builder(ConfigNode server) {
        requireSettings();
        boolean hasCommand = layers(server).stream()
                .anyMatch(config -> config.member("command").isPresent());
        List<String> words = new ArrayList<>(hasCommand ? List.of() : defaultCommand(server));
        var environment = new LinkedHashMap<String, String>();
        for (ConfigNode config : layers(server)) {
            config.member("command").ifPresent(command -> {
                words.clear();
                words.add(variables.resolve(command));
            });
            config.member("args").ifPresent(args -> {
                words.subList(1, words.size()).clear();
                args.items().forEach(word -> words.addAll(expand(word)));
            });
            config.members("env").forEach((name, value) -> {
                if (!isUnsetSetting(value)) {
                    environment.put(name, variables.resolve(value));
                }
            });
        }
        var builder = new ServerSpecBuilder(home.source(words));
        environment.forEach(builder::env);
        return builder;
    }

    /** The command by the type of the server. {@code mcp_config} replaces it. */
    private List<String> defaultCommand(ConfigNode server) {
        String type = server.requiredText("type");
        String entry = directory + File.separator + server.requiredText("entry_point");
        return switch (type) {
            case "node" -> List.of("node", entry);
            case "python" -> List.of("python3", entry);
            case "binary" -> List.of(entry);
            case "uv" -> List.of("uv", "run", "--directory", directory, entry);
            default ->
                throw server.member("type")
                        .orElse(server)
                        .wrong("mcp-junit does not know this type of bundle. It knows node, python, binary and uv");
        };
    }

    /** A setting with several values becomes several words. */
    private List<String> expand(ConfigNode word) {
        Matcher whole = USER_CONFIG.matcher(word.text());
        if (!whole.matches()) {
            return List.of(variables.resolve(word));
        }
        Optional<ConfigNode> setting = setting(whole.group(1));
        Optional<String> given = variables.input(whole.group(1));
        boolean several = setting.map(known -> known.flag("multiple")).orElse(false);
        if (several && given.isEmpty()) {
            return setting.flatMap(known -> known.member("default"))
                    .map(ConfigNode::value)
                    .filter(JsonArray.class::isInstance)
                    .map(list ->
                            ((JsonArray) list).items().stream().map(this::plain).toList())
                    .orElse(List.of());
        }
        return several && given.isPresent() ? List.of(given.get().split(",", -1)) : List.of(variables.resolve(word));
    }

    private boolean isUnsetSetting(ConfigNode value) {
        Matcher whole = USER_CONFIG.matcher(value.text());
        return whole.matches()
                && setting(whole.group(1)).isPresent()
                && variables.input(whole.group(1)).isEmpty();
    }

    private Optional<ConfigNode> setting(String key) {
        return root.member("user_config").flatMap(settings -> settings.member(key));
    }

    private void requireSettings() {
        root.members("user_config").forEach((key, setting) -> {
            Optional<String> given = variables.input(key);
            if (setting.flag("required") && setting.member("default").isEmpty() && given.isEmpty()) {
                throw setting.wrong(
                        "the setting '" + key + "' is required and has no value. " + ConfigVariables.howToSet(key));
            }
            if (setting.flag("sensitive")) {
                // As a header, whose value is a secret whatever it looks like.
                given.ifPresent(
                        value -> Secrets.of(Map.of(), Map.of(key, value)).remember());
            }
        });
    }
}
