package dev.faremesh.mesh;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ExecutionException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Violation;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds messages against the protovalidate rules of their contract. Safe for use by threads. */
public final class RequestValidator {
  /** The reason of every violation. */
  public static final String VALIDATION_FAILED = "VALIDATION_FAILED";

  // An error leaves in trailers, which may take 8 KiB, and says everything three times over.
  private static final int SHOWN = 8;
  private static final int LONGEST_PATH = 64;
  private static final int LONGEST_TEXT = 128;

  private final Validator validator;

  private RequestValidator(Validator validator) {
    this.validator = validator;
  }

  /**
   * A validator whose rules are compiled already: it takes half a second on a cold JVM, so make it
   * before SERVING.
   *
   * @param messages the types that will be validated
   */
  public static RequestValidator warmed(List<Descriptor> messages) {
    var config = Config.newBuilder().setEnableNativeRules(true).build();
    try {
      return new RequestValidator(
          ValidatorFactory.newBuilder().withConfig(config).buildWithDescriptors(messages, true));
    } catch (ValidationException e) {
      throw new IllegalArgumentException("the contract's rules do not compile", e);
    }
  }

  /** The error to answer with, INVALID_ARGUMENT VALIDATION_FAILED, or empty when all is well. */
  public Optional<StatusRuntimeException> check(Message message) {
    List<Violation> violations;
    try {
      var result = validator.validate(message);
      if (result.isSuccess()) {
        return Optional.empty();
      }
      violations = result.toProto().getViolationsList();
    } catch (ExecutionException | DateTimeException | ArithmeticException e) {
      // The rules compile, or the server had not started: it is the value that they cannot bear.
      return Optional.of(
          ErrorStatus.of(
              Status.Code.INVALID_ARGUMENT,
              VALIDATION_FAILED,
              "a value is out of range: " + cut("" + e.getMessage(), LONGEST_TEXT),
              Map.of()));
    } catch (ValidationException e) {
      throw new IllegalStateException("validation itself failed", e);
    }
    return Optional.of(errorOf(violations));
  }

  private static StatusRuntimeException errorOf(List<Violation> violations) {
    Map<String, String> byField = new LinkedHashMap<>();
    for (Violation violation : violations.subList(0, Math.min(SHOWN, violations.size()))) {
      byField.merge(
          cut(pathOf(violation), LONGEST_PATH),
          cut(textOf(violation), LONGEST_TEXT),
          (a, b) -> a + "; " + b);
    }
    var text =
        byField.entrySet().stream()
            .map(e -> e.getKey().isEmpty() ? e.getValue() : e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(", "));
    if (violations.size() > SHOWN) {
      text += ", and " + (violations.size() - SHOWN) + " more";
    }
    byField.remove("");
    return ErrorStatus.of(Status.Code.INVALID_ARGUMENT, VALIDATION_FAILED, text, byField);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }

  private static String textOf(Violation violation) {
    return violation.getMessage().isEmpty() ? violation.getRuleId() : violation.getMessage();
  }

  private static String pathOf(Violation violation) {
    List<String> steps = new ArrayList<>();
    for (FieldPathElement element : violation.getField().getElementsList()) {
      steps.add(
          element.hasIndex()
              ? element.getFieldName() + "[" + element.getIndex() + "]"
              : element.getFieldName());
    }
    return String.join(".", steps);
  }
}
