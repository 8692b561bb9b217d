/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.internal.bundle.BundleArchive;
import dev.mcpjunit.server.internal.bundle.InvalidBundleException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files of a bundle are: in a directory, or in an archive that is unpacked when the server is started. */
sealed interface BundleHome {

    /** What <code>${__dirname}</code> stands for. */
    String directory();

    /** The source of the server, with the words of its command. */
    ServerSource source(List<String> words);

    /** Check a file that the manifest names. */
    void requireFile(ConfigNode name);

    /** Require a signature, if signers are given, and say what a signature proves if they are not. */
    void checkSignature(ConfigNode root, Optional<Path> signers);

    /**
     * A directory to which the bundle was unpacked.
     *
     * @param path the directory
     */
    record Unpacked(Path path) implements BundleHome {

        /** The directory of a manifest. */
        static Unpacked of(ConfigNode manifest) {
            Path parent = manifest.file().toAbsolutePath().normalize().getParent();
            return new Unpacked(parent == null ? Path.of("").toAbsolutePath() : parent);
        }

        @Override
        public String directory() {
            return path.toString();
        }

        @Override
        public ServerSource source(List<String> words) {
            return new ServerSource.Command(words, path);
        }

        @Override
        public void requireFile(ConfigNode name) {
            // The program that cannot read it reports that.
        }

        @Override
        public void checkSignature(ConfigNode root, Optional<Path> signers) {
            if (signers.isPresent()) {
                throw root.wrong("signedBy requires a signature, and an unpacked bundle has none. Give its .mcpb file");
            }
        }
    }

    /**
     * An archive.
     *
     * @param file the archive
     * @param archive its content
     */
    record Packed(Path file, BundleArchive archive) implements BundleHome {

        private static final System.Logger LOG = System.getLogger(BundleHome.class.getName());

        @Override
        public String directory() {
            return BundleArchive.FOLDER;
        }

        @Override
        public ServerSource source(List<String> words) {
            return new ServerSource.Bundle(file.toAbsolutePath().normalize(), archive.sha256(), words);
        }

        @Override
        public void requireFile(ConfigNode name) {
            String file = name.text().replaceFirst("^\\./", "");
            // Clients append the suffix on Windows.
            if (!archive.hasFile(file) && !archive.hasFile(file + ".exe")) {
                throw name.wrong("the bundle has no such file");
            }
        }

        @Override
        public void checkSignature(ConfigNode root, Optional<Path> signers) {
            try {
                signers.ifPresent(archive::requireSignedBy);
            } catch (InvalidBundleException untrusted) {
                throw new InvalidConfigException(file, 0, "", String.valueOf(untrusted.getMessage()));
            }
            archive.uncheckedSignature()
                    .ifPresent(reason -> LOG.log(System.Logger.Level.WARNING, "Bundle " + file + ": " + reason));
        }
    }
}
