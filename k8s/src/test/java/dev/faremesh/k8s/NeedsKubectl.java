package dev.faremesh.k8s;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests of rendered manifests, and says so, where nothing renders them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsKubectl.Condition.class)
@interface NeedsKubectl {
  /** Looks for kubectl where the shell would. */
  final class Condition implements ExecutionCondition {
    private static final boolean INSTALLED =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (INSTALLED) {
        return ConditionEvaluationResult.enabled("kubectl is installed");
      }
      var reason = context.getDisplayName() + " (kubectl is not installed)";
      if (context.getTestMethod().isEmpty()) {
        System.out.println("SKIPPED: " + reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
