/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** One slice for each top-level class. */
final class EntranceClasses implements SliceAssignment {

    private static final String ROOT = "dev.mcpjunit";

    private static final Set<String> PACKAGES =
            Set.of(ROOT, ROOT + ".internal.extension", ROOT + ".internal.pin", ROOT + ".internal.settings");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        return PACKAGES.contains(type.getPackageName())
                ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "the classes of the root package and of the extension's internal packages";
    }
}
