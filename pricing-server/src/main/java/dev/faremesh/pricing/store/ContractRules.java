package dev.faremesh.pricing.store;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The protovalidate rules that stand in the contract. Safe for use by threads. */
final class ContractRules {
  private final Validator validator =
      ValidatorFactory.newBuilder()
          .withConfig(Config.newBuilder().setEnableNativeRules(true).build())
          .build();

  /** Finds what breaks the rules. */
  void check(Message message, Findings findings) {
    try {
      for (Violation violation : validator.validate(message).getViolations()) {
        var broken = violation.toProto();
        var path = broken.getField().getElementsList();
        findings.add(text(path), valueAt(path, message), expectation(broken));
      }
    } catch (ValidationException e) {
      throw new IllegalStateException("validation itself failed", e);
    }
  }

  private static String text(List<FieldPathElement> path) {
    return path.stream()
        .map(step ->
            step.hasIndex()
                ? step.getFieldName() + "[" + step.getIndex() + "]"
                : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static Object valueAt(List<FieldPathElement> path, Message message) {
    Object value = message;
    for (FieldPathElement step : path) {
      var holder = (Message) value;
      var field = holder.getDescriptorForType().findFieldByNumber(step.getFieldNumber());
      value =
          step.hasIndex()
              ? holder.getRepeatedField(field, (int) step.getIndex())
              : holder.getField(field);
    }
    var text = value instanceof Message part ? json(part) : value.toString();
    return text.isEmpty() ? "nothing" : text;
  }

  private static String json(Message part) {
    try {
      return part.equals(part.getDefaultInstanceForType())
          ? ""
          : JsonFormat.printer().omittingInsignificantWhitespace().print(part);
    } catch (InvalidProtocolBufferException e) {
      return part.toString();
    }
  }

  /** What the rules say of a value that breaks them, said of one that keeps them. */
  private static String expectation(build.buf.validate.Violation violation) {
    var message = violation.getMessage();
    if (violation.getRuleId().equals("required")) {
      return "something";
    }
    return message
        .replaceFirst("^must be ", "")
        .replaceFirst("^does not match regex pattern ", "text that matches ");
  }
}
