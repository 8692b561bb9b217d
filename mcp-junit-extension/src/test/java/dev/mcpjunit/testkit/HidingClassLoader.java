/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Loads the classes of some packages anew, and has none of others, as where an optional library is missing. */
public final class HidingClassLoader extends URLClassLoader {

    private final String own;
    private final String hidden;

    /**
     * Make a loader.
     *
     * @param own the beginning of the names of classes to load anew
     * @param hidden the beginning of the names of classes to hide
     */
    public HidingClassLoader(String own, String hidden) {
        super(classPath(), HidingClassLoader.class.getClassLoader());
        this.own = own;
        this.hidden = hidden;
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(HidingClassLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            if (name.startsWith(own)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
        return super.loadClass(name, resolve);
    }
}
