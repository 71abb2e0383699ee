package dev.faremesh.mesh.policy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import java.time.DateTimeException;
import java.util.Optional;

/** What a field of the call policy holds, and how that is written. */
enum FieldKind {
  DURATION("a duration, such as 250ms, 2s or 5m"),
  WHOLE_NUMBER("a whole number"),
  NUMBER("a number"),
  FLAG("true or false"),
  GROUP("none, or a field below it");

  private final String expected;

  FieldKind(String expected) {
    this.expected = expected;
  }

  /** Empty for a field that is none of these, such as a list. */
  static Optional<FieldKind> of(FieldDescriptor field) {
    if (field.isRepeated()) {
      return Optional.empty();
    }
    return switch (field.getJavaType()) {
      case INT -> Optional.of(WHOLE_NUMBER);
      case DOUBLE -> Optional.of(NUMBER);
      case BOOLEAN -> Optional.of(FLAG);
      case MESSAGE ->
          Optional.of(field.getMessageType().equals(Duration.getDescriptor()) ? DURATION : GROUP);
      case LONG, FLOAT, STRING, BYTE_STRING, ENUM -> Optional.empty();
    };
  }

  /** What is expected where a value of this kind is written. */
  String expected() {
    return expected;
  }

  /** The value that a text means: empty when it means none. */
  Optional<Object> parse(String text) {
    try {
      return switch (this) {
        case DURATION -> Optional.of(protoOf(WrittenDuration.parse(text)));
        case WHOLE_NUMBER -> Optional.of(Integer.valueOf(text));
        case NUMBER -> Optional.of(Double.valueOf(text));
        case FLAG ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty();
        case GROUP -> Optional.empty();
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** How a value of this kind is written. */
  String text(Object value) {
    return switch (value) {
      case Duration d ->
          WrittenDuration.of(java.time.Duration.ofSeconds(d.getSeconds(), d.getNanos()));
      case Double d when d == Math.rint(d) && Math.abs(d) < 1e9 -> Long.toString(d.longValue());
      default -> value.toString();
    };
  }

  private static Duration protoOf(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
