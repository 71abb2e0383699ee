package dev.faremesh.lab.load;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.type.Money;
import dev.faremesh.lab.v1.Answer;
import dev.faremesh.mesh.propagation.Acted;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells how good an answer is, from what it says and from what acted on its call. */
final class Judge {
  private static final Pattern LAST_KNOWN = Pattern.compile("last known, (\\d+) ms old");
  private static final Set<JavaType> NUMBERS =
      EnumSet.of(JavaType.INT, JavaType.LONG, JavaType.FLOAT, JavaType.DOUBLE);
  private static final long MICROS = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final List<FieldDescriptor> good;
  private final String goodValue;
  private final List<FieldDescriptor> price;
  private final List<FieldDescriptor> stale;

  /**
   * A judge of one kind of answers.
   *
   * @throws IllegalArgumentException when a path names no field of it, or none of its kind
   */
  Judge(Descriptor message, Answer answer) {
    this.good = path(message, answer.getGoodField());
    this.goodValue = answer.getGoodValue();
    this.price = path(message, answer.getPriceField());
    this.stale = path(message, answer.getStaleField());
    if (!stale.isEmpty() && !NUMBERS.contains(stale.getLast().getJavaType())) {
      throw new IllegalArgumentException(
          "stale_field: '%s' (expected: a number)".formatted(answer.getStaleField()));
    }
  }

  private static List<FieldDescriptor> path(Descriptor message, String text) {
    var path = new ArrayList<FieldDescriptor>();
    var at = message;
    for (String name : text.isEmpty() ? new String[0] : text.split("\\.", -1)) {
      var field = at == null ? null : at.findFieldByName(name);
      if (field == null || field.isRepeated()) {
        throw new IllegalArgumentException(
            "field: '%s' (expected: a path in %s)".formatted(text, message.getFullName()));
      }
      path.add(field);
      at = field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null;
    }
    return path;
  }

  Quality quality(Message answer, long staleMillis) {
    if (!good.isEmpty() && !written(valueAt(good, answer)).equals(goodValue)) {
      return Quality.DEGRADED;
    }
    return staleMillis > 0 || saysStale(answer) ? Quality.STALE : Quality.FRESH;
  }

  private boolean saysStale(Message answer) {
    return !stale.isEmpty() && ((Number) valueAt(stale, answer)).doubleValue() > 0;
  }

  private static String written(Object value) {
    return value instanceof EnumValueDescriptor constant ? constant.getName() : value.toString();
  }

  private static Object valueAt(List<FieldDescriptor> path, Message answer) {
    Object value = answer;
    for (FieldDescriptor field : path) {
      value = ((Message) value).getField(field);
    }
    return value;
  }

  /** The price of an answer in millionths of its currency; not a number when it has none. */
  double price(Message answer) {
    if (price.isEmpty()) {
      return Double.NaN;
    }
    try {
      var money = Money.parseFrom(((Message) valueAt(price, answer)).toByteString());
      return (double) money.getUnits() * MICROS + (double) money.getNanos() / NANOS_PER_MICRO;
    } catch (InvalidProtocolBufferException e) {
      return Double.NaN;
    }
  }

  /** The age of the oldest value last known that went into an answer, at least 1; 0 for none. */
  static long staleMillis(Metadata trailers) {
    var notes = trailers.getAll(Acted.TRAILER);
    long oldest = 0;
    if (notes != null) {
      for (String note : notes) {
        var found = LAST_KNOWN.matcher(note);
        if (found.find()) {
          oldest = Math.max(oldest, Math.max(1, Long.parseLong(found.group(1))));
        }
      }
    }
    return oldest;
  }
}
