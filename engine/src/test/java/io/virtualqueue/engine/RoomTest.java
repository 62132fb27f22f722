package io.virtualqueue.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The engine needs nothing but the JDK's own base. */
class RoomTest {

    @Test
    void theEngineImportsTheJdkAndItselfOnly() {
        JavaClasses engine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.virtualqueue.engine");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..", "java.time..", "java.util..", "io.virtualqueue.engine", "org.jspecify..")
                .check(engine);
    }
}
